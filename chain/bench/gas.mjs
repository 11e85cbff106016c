// Gas against CPU: what a unit of gas pays for, by type of message. Each transaction is simulated again and again on the state on which
// it would run (decoding, the ante steps, the message; nothing is written), and one signature check is added. The market's
// messages are those of a market at work; the standard modules' are tried after it. In one process, without a socket or a disk.
// node chain/bench/gas.mjs
import { GenericAuthorization, MsgExec, MsgGrant, MsgRevoke } from "@dcm/proto/gen/cosmos/authz/v1beta1";
import { MsgMultiSend, MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { BasicAllowance, MsgGrantAllowance } from "@dcm/proto/gen/cosmos/feegrant/v1beta1";
import { MsgBeginRedelegate, MsgDelegate, MsgUndelegate } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { AuthInfo, SimulateRequest, SimulateResponse, TxBody, TxRaw } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { MsgCreateVestingAccount } from "@dcm/proto/gen/cosmos/vesting/v1beta1";
import { Request } from "@dcm/proto/gen/tendermint/abci";
import { measureUs, median, printTable, verifyUs } from "../../scripts/measure.mjs";
import { market } from "./replay/market.mjs";
import { DENOM, person, sign } from "./replay/people.mjs";
import { initChain, openApp, START } from "./replay/record.mjs";
import { createValidator, operator } from "./replay/validators.mjs";

const REPEATS = 40;
const WARM_UP = 10;
const AIM = 10;

const coin = (amount) => ({ denom: DENOM, amount });
const tx = (who, codec, value) => sign(who, codec, value, { gas: 2_000_000n, fee: 2_000n });

// The first time the engine still compiles.
run();
report(run(), verifyUs());

/** Simulations by type of message. */
function run() {
  const found = new Map();
  const workload = market({ providers: 20, buyers: 40, blocks: 30, ordersPerBlock: 10 });
  const others = ["alice", "bob", "carol"].map((name, i) => person(name, workload.people.length + i));
  const app = openApp();
  app.initChain(initChain([...workload.people, ...others], workload.genesis));
  let height = 0n;
  const block = (txs, tried) => {
    for (const each of tried) found.set(typeOf(each), [...(found.get(typeOf(each)) ?? []), simulated(app, each)]);
    height += 1n;
    const time = { seconds: START + height, nanos: 0 };
    const { finalizeBlock } = Request.fromPartial({ finalizeBlock: { txs, height, time } });
    for (const { code, log } of app.finalizeBlock(finalizeBlock).txResults) if (code !== 0) throw new Error(log);
    app.commit();
  };
  block([], []);
  for (const txs of workload.blocks(app)) block(txs, firstOfEachType(txs));
  for (const txs of standard(others, workload.people)) block(txs, txs);
  return found;
}

/** Messages of the standard modules, by block. */
function* standard([alice, bob, carol], others) {
  yield [tx(alice, ...createValidator(alice, 1_000_000_000n)), tx(bob, ...createValidator(bob, 1_000_000_000n))];
  const validator = { validatorAddress: operator(alice), delegatorAddress: carol.address };
  const to = { fromAddress: carol.address, toAddress: bob.address };
  yield [tx(carol, MsgSend, { ...to, amount: [coin(1n)] })];
  const outputs = others.slice(0, 20).map(({ address }) => ({ address, coins: [coin(1n)] }));
  yield [tx(carol, MsgMultiSend, { inputs: [{ address: carol.address, coins: [coin(20n)] }], outputs })];
  yield [tx(carol, MsgDelegate, { ...validator, amount: coin(1_000_000n) })];
  const move = {
    delegatorAddress: carol.address,
    validatorSrcAddress: operator(alice),
    validatorDstAddress: operator(bob),
  };
  yield [tx(carol, MsgBeginRedelegate, { ...move, amount: coin(1000n) })];
  yield [tx(carol, MsgUndelegate, { ...validator, amount: coin(1000n) })];
  const authorization = packed(GenericAuthorization, { msg: MsgSend.typeUrl });
  const parties = { granter: alice.address, grantee: carol.address };
  yield [tx(alice, MsgGrant, { ...parties, grant: { authorization } })];
  const inner = packed(MsgSend, { fromAddress: alice.address, toAddress: bob.address, amount: [coin(1n)] });
  yield [tx(carol, MsgExec, { grantee: carol.address, msgs: [inner] })];
  yield [tx(alice, MsgRevoke, { ...parties, msgTypeUrl: MsgSend.typeUrl })];
  yield [tx(alice, MsgGrantAllowance, { ...parties, allowance: packed(BasicAllowance, {}) })];
  const fresh = person("nobody yet", 0);
  const vesting = {
    fromAddress: carol.address,
    toAddress: fresh.address,
    amount: [coin(1000n)],
    endTime: START + 10_000n,
  };
  yield [tx(carol, MsgCreateVestingAccount, vesting)];
}

function packed(codec, value) {
  return { typeUrl: codec.typeUrl, value: codec.encode(codec.fromPartial(value)) };
}

function typeOf(bytes) {
  const [message] = TxBody.decode(TxRaw.decode(bytes).bodyBytes).messages;
  return message.typeUrl.slice(1);
}

/** One transaction of each type, of those that are the first of their signers in the block and so can be simulated before it. */
function firstOfEachType(txs) {
  const bySigner = new Map(txs.toReversed().map((each) => [signerOf(each), each]));
  return [...new Map([...bySigner.values()].map((each) => [typeOf(each), each])).values()];
}

function signerOf(bytes) {
  const [info] = AuthInfo.decode(TxRaw.decode(bytes).authInfoBytes).signerInfos;
  return Buffer.from(info.publicKey.value).toString("hex");
}

function simulated(app, txBytes) {
  const data = SimulateRequest.encode(SimulateRequest.fromPartial({ txBytes }));
  const simulate = () => app.query({ path: "/cosmos.tx.v1beta1.Service/Simulate", data, height: 0n, prove: false });
  const { code, log, value } = simulate();
  if (code !== 0) throw new Error(`${typeOf(txBytes)}: ${log}`);
  const gas = Number(SimulateResponse.decode(value).gasInfo.gasUsed);
  for (let i = 0; i < WARM_UP; i++) simulate();
  const us = measureUs(() => {
    for (let i = 0; i < REPEATS; i++) simulate();
  });
  return { gas, us: us / REPEATS };
}

function report(found, verify) {
  const rows = [...found].map(([type, list]) => {
    const [gas, us] = [median(list.map((each) => each.gas)), median(list.map((each) => each.us)) + verify];
    return { type, gas, us, perGas: (1000 * us) / gas };
  });
  const mean = rows.reduce((sum, { perGas }) => sum + perGas, 0) / rows.length;
  rows.sort((a, b) => b.perGas - a.perGas);
  printTable(
    ["message", "gas", "CPU µs", "ns per gas", "to the mean"],
    rows.map(({ type, gas, us, perGas }) => [type, gas, us.toFixed(0), perGas.toFixed(2), (perGas / mean).toFixed(2)]),
  );
  const [worst] = rows;
  console.log(
    `the dearest for its gas is ${worst.type}: ${(worst.perGas / mean).toFixed(2)} times the mean (aim: ${AIM} or less)`,
  );
}
