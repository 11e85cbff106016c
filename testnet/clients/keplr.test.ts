import { fileURLToPath } from "node:url";
import { toBech32 } from "@cosmjs/encoding";
import { verifyArbitrary } from "@dcm/client/keys";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installed, type Local, output, startLocal } from "./local.js";

let local: Local;
beforeAll(async () => {
  local = await startLocal();
});
afterAll(() => local?.stop());

const USER = fileURLToPath(new URL("keplr/user.mjs", import.meta.url));
/** An account that the chain does not know. */
const nobody = toBech32("dcm", new Uint8Array(20).fill(7));
const get = async (path: string) => (await fetch(local.ready.rest + path)).json();

test("Keplr's code takes the chain that is served, simulates, signs in both modes, and sees its transactions in blocks", async () => {
  const args = [USER, local.ready.rest, local.alice.mnemonic, nobody];
  const told = JSON.parse(await output(process.execPath, args, { DCM_KEPLR: installed("keplr") }));
  expect(told.features).toEqual(["query:/cosmos/bank/v1beta1/spendable_balances"]);
  expect(told.address).toBe(local.alice.address);
  expect(told.emptySequence).toBe("0");
  for (const [{ hash, gas }, mode] of [
    [told.direct, "SIGN_MODE_DIRECT"],
    [told.amino, "SIGN_MODE_LEGACY_AMINO_JSON"],
  ]) {
    const { tx, tx_response } = await get(`/cosmos/tx/v1beta1/txs/${hash}`);
    expect([tx_response.code, tx_response.gas_wanted]).toEqual([0, String(gas)]);
    expect(tx.auth_info.signer_infos[0].mode_info.single.mode).toBe(mode);
  }
  const { balances } = await get(`/cosmos/bank/v1beta1/balances/${nobody}`);
  expect(balances).toEqual([{ denom: "udcm", amount: "2000000" }]);
  // What Keplr signed as data, our library takes, and for no other data.
  expect(verifyArbitrary(told.address, told.data, told.signature)).toBe(true);
  expect(verifyArbitrary(told.address, `${told.data}!`, told.signature)).toBe(false);
});
