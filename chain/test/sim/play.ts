import { fromBase64, toHex } from "@dcm/proto";
import { TxMsgData } from "@dcm/proto/gen/cosmos/base/abci/v1beta1";
import { Receipt } from "@dcm/proto/gen/dcm/job/v1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import type { Event, ExecTxResult, ResponseCheckTx } from "@dcm/proto/gen/tendermint/abci";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Turn } from "./actors/crowd.js";
import { type Act, type Recorded, type Sent, write } from "./deeds.js";
import { type Game, heldIn } from "./game.js";
import { Divergence, differences, outcomeOf, stateDifferences } from "./judge.js";
import { listDifferences } from "./lists.js";
import { beginBlock, endBlock, isSound, proposed } from "./model/block.js";
import { check, copyLedger, deliver, type Message, type Mode, type Seen } from "./model/tx.js";
import { EMPTY, type Ledger, type World } from "./model/world.js";
import { look, type View } from "./view.js";
import { codecOf, type Wire } from "./wire.js";

/** A block as it happened, with what it takes to let it happen again. */
export interface RecordedTurn extends Omit<Turn, "deeds"> {
  readonly deeds: readonly Recorded[];
}

/** Plays one block, and throws where the application and the model part. */
export function playTurn(game: Game, turn: RecordedTurn): void {
  const { wire, world } = game;
  game.unseen = new Map();
  const smuggled = turn.deeds.flatMap((deed) => submit(game, deed, turn.foreign ? world : game.checked));
  const block = propose(game, turn, smuggled);
  beginBlock(world, world.time + BigInt(turn.ms) * 1_000_000n, wire.appHash);
  const result = wire.block(world.time, bytesOf(block));
  game.txs += block.length;
  for (const [i, each] of block.entries()) judgeTx(game, each, result.txResults[i] as ExecTxResult);
  endBlock(world);
  judgeState(game, [...result.events, ...result.txResults.flatMap(({ events }) => events)]);
  recheck(game, block);
}

/** Sends a deed to CheckTx; returns it when it is smuggled past it, signed for the sequences of `ledger`. */
function submit(game: Game, deed: Recorded, ledger: Ledger): readonly Sent[] {
  const { world, checked, renamed, sent, wire, unseen } = game;
  const known = deed.again === undefined ? undefined : sent.get(deed.again);
  // What should come again may be left out of this history.
  if (deed.again !== undefined && known === undefined) return [];
  const isSmuggled = deed.smuggled === true;
  const from = isSmuggled ? { ledger, earlier: unseen } : { ledger: checked, earlier: new Map<string, number>() };
  const each = known ?? write({ world, renamed, ...from }, deed);
  sent.set(deed.serial, each);
  if (isSmuggled) {
    const isOrdinary = each.tx.spoilt === undefined && !each.tx.unordered && deed.ahead === undefined;
    const counts = known === undefined && isOrdinary;
    if (counts) for (const { address } of each.tx.signers) unseen.set(address, (unseen.get(address) ?? 0) + 1);
    return [each];
  }
  const got = wire.checkTx(each.bytes, false);
  judgeCheck(game, each, got, "check");
  if (got.code === 0) game.mempool.push(each);
  return [];
}

/** What the block holds: what an honest proposer takes, or all of it, which others accept only when it is sound. */
function propose({ wire, world, mempool }: Game, turn: RecordedTurn, smuggled: readonly Sent[]): readonly Sent[] {
  const everything = turn.foreign ? smuggled : [...mempool, ...smuggled];
  const max = turn.maxTxBytes ?? world.maxBytes;
  const chosen = wire.prepare(bytesOf(everything), max).map(toHex);
  const predicted = proposed(
    world,
    everything.map(({ tx }) => tx),
    max,
  );
  const wanted = predicted.map((tx) => toHex(everything.find((each) => each.tx === tx)?.bytes ?? EMPTY));
  diverge(world, "proposal", differences(wanted, chosen, "transactions"));
  const honest = everything.filter(({ tx }) => predicted.includes(tx));
  requireVerdict(wire, world, honest);
  if (smuggled.length === 0) return honest;
  const isAccepted = requireVerdict(wire, world, everything);
  if (!isAccepted) world.reached.add("a proposal was rejected");
  return isAccepted || turn.forced ? everything : honest;
}

function requireVerdict(wire: Wire, world: World, block: readonly Sent[]): boolean {
  const accepts = wire.accepts(bytesOf(block));
  const sound = isSound(
    world,
    block.map(({ tx }) => tx),
  );
  diverge(world, "verdict on a proposal", differences(sound, accepts, "accepted"));
  return accepts;
}

function judgeCheck({ world, checked, outcomes }: Game, each: Sent, got: ResponseCheckTx, mode: Mode): void {
  const outcome = outcomeOf(got);
  const expected = check(world, { ledger: checked, tx: each.tx, mode, seen: seenIn(got) });
  diverge(world, `${mode} ${expected}`, differences(expected, outcome, shownDeed(each)), got.log);
  count(outcomes, `${mode} ${outcome}`);
}

function judgeTx(game: Game, each: Sent, got: ExecTxResult): void {
  const { world, outcomes } = game;
  const outcome = outcomeOf(got);
  const expected = deliver(world, each.tx, seenIn(got));
  diverge(world, `outcome ${expected.code}`, differences(expected.code, outcome, shownDeed(each)), got.log);
  count(outcomes, outcome);
  if (outcome !== "ok") return;
  const answers = TxMsgData.decode(got.data).msgResponses.map((packed, i) => answerIn(packed, each.tx.messages[i]));
  diverge(world, "response", differences(expected.responses, answers, shownDeed(each)));
  remember(game, each.deed, expected.responses as readonly Response[]);
}

/** What a message was answered, with what the messages inside it were. */
function answerIn({ typeUrl, value }: Any, message: Message | undefined): unknown {
  const answer = codecOf(typeUrl.slice(1)).decode(value) as { readonly results?: readonly Uint8Array[] };
  if (answer.results === undefined) return answer;
  const inner = message?.inner ?? [];
  return { results: answer.results.map((each, i) => answerIn(packedAnswer(inner[i], each), inner[i])) };
}

function packedAnswer(message: Message | undefined, value: Uint8Array): Any {
  return { typeUrl: `/${message?.type}Response`, value };
}

interface Response {
  readonly orderId?: bigint;
  readonly offerId?: bigint;
  readonly proposalId?: bigint;
  readonly results?: readonly Response[];
}

/** Keeps which ids a deed made, and under which name the history knows them. */
function remember({ made, renamed }: Game, deed: Recorded, responses: readonly Response[]): void {
  const all = responses.flatMap(flat);
  const ids = all.map(({ orderId, offerId, proposalId }) => orderId ?? offerId ?? proposalId);
  made.set(deed.serial, ids);
  for (const [i, { orderId, offerId, proposalId }] of all.entries()) {
    if (orderId !== undefined) renamed.orders.set(deed.made?.[i] ?? orderId, orderId);
    if (offerId !== undefined) renamed.offers.set(deed.made?.[i] ?? offerId, offerId);
    if (proposalId !== undefined) renamed.proposals.set(deed.made?.[i] ?? proposalId, proposalId);
  }
}

function flat(response: Response): readonly Response[] {
  return response.results === undefined ? [response] : response.results.flatMap(flat);
}

function judgeState({ wire, world, firstSupply, events }: Game, told: readonly Event[]): void {
  const view = look(wire);
  diverge(world, "state", stateDifferences(world, view, firstSupply));
  diverge(world, "list", listDifferences(wire, world));
  // [E8] Σ events = Δ balances
  events.apply(told);
  diverge(world, "events", events.differences(heldIn(view)));
  diverge(
    world,
    "receipt",
    told.flatMap((event) => receiptDifferences(event, view)),
  );
}

/** [J10] The digest of a receipt is in an event that outlives it. */
function receiptDifferences({ type, attributes }: Event, { shown }: View): readonly string[] {
  if (type !== "dcm.job.v1.EventReceipt") return [];
  const of = (name: string) => attributes.find(({ key }) => key === name)?.value.replaceAll('"', "") ?? "";
  const receipt = shown.get(`receipt ${of("job_id")}`) as Receipt;
  return differences(sha256(Receipt.encode(receipt)), fromBase64(of("digest")), `digest of receipt ${of("job_id")}`);
}

/** What stays in the mempool is checked again after every block. */
function recheck(game: Game, block: readonly Sent[]): void {
  const { wire, world } = game;
  game.checked = copyLedger(world);
  game.mempool = game.mempool.filter((each) => {
    if (block.includes(each)) return false;
    const got = wire.checkTx(each.bytes, true);
    judgeCheck(game, each, got, "recheck");
    if (got.code !== 0) world.reached.add("a transaction left the mempool");
    return got.code === 0;
  });
}

function seenIn({ code, codespace, gasWanted, gasUsed, events }: ExecTxResult | ResponseCheckTx): Seen {
  return {
    gasWanted,
    gasUsed,
    ranOut: outcomeOf({ code, codespace }) === "sdk.OutOfGas",
    passedAnte: events.length > 0,
  };
}

function shownDeed({ deed: { by, acts, spoil, serial } }: Sent): string {
  const named = acts.map(actName).join("+");
  return `#${serial} ${by} ${named}${spoil === undefined ? "" : ` with ${spoil}`}`;
}

function actName({ type, inner }: Act): string {
  const own = type.slice(type.lastIndexOf(".") + 1);
  return inner === undefined ? own : `${own}(${inner.map(actName).join("+")})`;
}

function bytesOf(list: readonly Sent[]): readonly Uint8Array[] {
  return list.map(({ bytes }) => bytes);
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function diverge({ height }: World, kind: string, lines: readonly string[], log = ""): void {
  if (lines.length > 0) throw new Divergence(height, kind, log === "" ? lines : [...lines, `its log: ${log}`]);
}
