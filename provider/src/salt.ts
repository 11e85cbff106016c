import { createHash, createHmac } from "node:crypto";
import type { KeySigner } from "@dcm/client/keys";
import { hashFields, textField, u32Field, u64Field } from "@dcm/rules";

/** A seat, told apart from that of the same number on a chain that was started anew. */
export interface SaltedSeat {
  readonly jobId: bigint;
  readonly slot: number;
  /** When the job was drawn, ns since 1970. */
  readonly drawnTime: bigint;
}

/** Gives a seat's salt: 32 bytes that nobody can tell who does not hold the key. */
export type Salts = (seat: SaltedSeat) => Uint8Array;

/** What is signed to get the secret: no field of a transaction starts so, hence the signature is good for nothing else. */
const PURPOSE = new TextEncoder().encode("dcm-provider salts");

/**
 * Derives the salts of all seats from the agent's key, so that a seat has one commitment for good: an agent whose journal was
 * lost, or a second one with the same key, makes the same commitment again and can open it.
 */
export async function openSalts(signer: KeySigner, chainId: string): Promise<Salts> {
  const doc = { bodyBytes: PURPOSE, authInfoBytes: new Uint8Array(0), chainId, accountNumber: 0n };
  // RFC 6979: the same signature every time. It never leaves this process.
  const { signature } = await signer.signDirect(signer.address, doc);
  const secret = createHash("sha256").update(signature.signature).digest();
  return ({ jobId, slot, drawnTime }) => {
    const seat = hashFields(textField("dcm-provider/salt/v1"), u64Field(jobId), u32Field(slot), u64Field(drawnTime));
    return new Uint8Array(createHmac("sha256", secret).update(seat).digest());
  };
}
