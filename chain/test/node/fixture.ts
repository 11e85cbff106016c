import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DirectSecp256k1HdWallet } from "@cosmjs/proto-signing";
import { coins, SigningStargateClient } from "@cosmjs/stargate";
import { TxRaw } from "cosmjs-types/cosmos/tx/v1beta1/tx";
import { init } from "../../src/node/commands.js";
import { type AppGenesis, addAccount, readGenesis, writeGenesis } from "../../src/node/genesis.js";
import { collectGentxs, gentx } from "../../src/node/gentx.js";
import { type Home, home } from "../../src/node/home.js";

/** Public test words; never hold value. */
export const WORDS = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
export const CHAIN_ID = "dcm-test-1";

export interface Fixture {
  readonly files: Home;
  readonly genesis: AppGenesis;
  /** The account that the validator's stake came from; its sequence is 1 after genesis. */
  readonly alice: string;
  readonly bob: string;
  /** A signed transfer from alice to bob. */
  transfer(sequence: number, amount: number): Promise<Uint8Array>;
  remove(): void;
}

/** A home with one validator, made by the functions behind dcmd's commands. */
export async function fixture(): Promise<Fixture> {
  const files = home(mkdtempSync(join(tmpdir(), "dcm-node-")));
  const wallet = await DirectSecp256k1HdWallet.fromMnemonic(WORDS, { prefix: "dcm" });
  const alice = (await wallet.getAccounts())[0]?.address ?? "";
  const bob = (await (await DirectSecp256k1HdWallet.generate(12, { prefix: "dcm" })).getAccounts())[0]?.address ?? "";
  init(files, "one", { chainId: CHAIN_ID, defaultDenom: "udcm", blockTime: "100ms" });
  const genesis = readGenesis(files.genesis);
  addAccount(genesis, alice, new Map([["udcm", 1_000_000_000_000n]]));
  writeGenesis(files.genesis, genesis);
  const words = join(files.root, "words");
  writeFileSync(words, WORDS);
  await gentx(files, "one", "500000000udcm", {
    mnemonicFile: words,
    ip: "127.0.0.1",
    p2pPort: "26656",
    commissionRate: "0.1",
    commissionMaxRate: "0.2",
    commissionMaxChangeRate: "0.01",
    minSelfDelegation: "1",
  });
  await collectGentxs(files);
  const signer = await SigningStargateClient.offline(wallet);
  return {
    files,
    genesis: readGenesis(files.genesis),
    alice,
    bob,
    async transfer(sequence, amount) {
      const message = {
        typeUrl: "/cosmos.bank.v1beta1.MsgSend",
        value: { fromAddress: alice, toAddress: bob, amount: coins(amount, "udcm") },
      };
      const fee = { amount: coins(1000, "udcm"), gas: "200000" };
      return TxRaw.encode(
        await signer.sign(alice, [message], fee, "", { accountNumber: 0n, sequence, chainId: CHAIN_ID }),
      ).finish();
    },
    remove: () => rmSync(files.root, { recursive: true, force: true }),
  };
}
