import { connect, DcmError, msg } from "@dcm/client";
import { StatusError } from "@dcm/client/comet";
import { fromMnemonic } from "@dcm/client/keys";
import { bech32Fault } from "@dcm/proto";
import { MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { GatewayError } from "./failure.js";

export interface FaucetOptions {
  readonly rpc: string;
  readonly mnemonic: string;
  readonly prefix: string;
  readonly denom: string;
  readonly gasPrice: string;
  /** Base units per credit. */
  readonly amount: bigint;
}

export interface Faucet {
  readonly status: () => Promise<{ address: string; denom: string; amount: string }>;
  /** Sends one credit; resolves with the transaction's hash once it is in a block. */
  credit(address: string, denom: string): Promise<{ txhash: string; amount: string; denom: string }>;
}

/** Gives away test coins; only chains that say they are local or test have one. */
export async function openFaucet(options: FaucetOptions): Promise<Faucet> {
  const { denom, amount, prefix } = options;
  const signer = await fromMnemonic(options.mnemonic, { prefix });
  let client: ReturnType<typeof connect> | undefined;
  const connected = () => {
    client ??= connect(
      { rpc: options.rpc, prefix, denom: { base: denom, display: denom, exponent: 0 }, gasPrice: options.gasPrice },
      { signer },
    ).catch((error: unknown) => {
      client = undefined;
      throw error;
    });
    return client;
  };
  return {
    status: async () => ({ address: signer.address, denom, amount: String(amount) }),
    async credit(address, wanted) {
      if (wanted !== denom) throw new StatusError("INVALID_ARGUMENT", `the faucet gives ${denom}, not ${wanted}`);
      if (!address.startsWith(`${prefix}1`))
        throw new StatusError("INVALID_ARGUMENT", `addresses here begin with ${prefix}1`);
      const fault = bech32Fault(address);
      if (fault !== undefined) throw new StatusError("INVALID_ARGUMENT", `decoding bech32 failed: ${fault}`);
      const send = msg(MsgSend, {
        fromAddress: signer.address,
        toAddress: address,
        amount: [{ denom, amount }],
      });
      const { hash } = await connected()
        .then((found) => found.tx.send([send]))
        .catch((error: unknown) => {
          // The asker can do something about it, or at least read it: an address that takes no coins, an empty faucet.
          if (error instanceof DcmError) throw new GatewayError("FAUCET_FAILED", error.message);
          throw error;
        });
      return { txhash: hash, amount: String(amount), denom };
    },
  };
}
