import type { JsonObject } from "@dcm/proto";
import { MsgMultiSend, MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { MsgDelegate, MsgUndelegate } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { SignMode } from "@dcm/proto/gen/cosmos/tx/signing/v1beta1";
import {
  JobState,
  MsgAcceptSlot,
  MsgCommitResult,
  MsgConfirmDelivery,
  MsgRevealResult,
  QueryJobsRequest,
  QueryJobsResponse,
} from "@dcm/proto/gen/dcm/job/v1";
import { MsgCancelOrder, MsgPlaceOrder } from "@dcm/proto/gen/dcm/market/v1";
import { MsgCreateOffer, MsgHeartbeat, MsgPause, MsgRegister, MsgResume } from "@dcm/proto/gen/dcm/provider/v1";
import { commitment, resultDigest } from "@dcm/rules";
import type { App } from "../../src/app/app.js";
import { localGenesis } from "../market/driver.js";
import { manifest, offerTerms, orderOf, profile, SALT } from "../market/market.js";
import { CHAIN_ID } from "./chain.js";
import { type Person, person } from "./keys.js";
import { multisigAddress } from "./multisig.js";
import { type Msg, msg, signMultisigTx, signTx } from "./tx.js";

const PROVIDERS = ["pia", "quinn", "ravi"].map((name) => person(name));
const BUYERS = ["alice", "bob"].map((name) => person(name));
const PEOPLE = [...BUYERS, ...PROVIDERS];
const SHARED: Person = { ...person("alice"), name: "shared", address: multisigAddress(2, PROVIDERS) };

/** xorshift32: the same numbers for the same seed, everywhere. */
export type Random = (below: number) => number;
export function randomFrom(seed: number): Random {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Who has an account in the genesis of a chain with this crowd. */
export const CROWD: readonly Person[] = [...PEOPLE, SHARED];

interface AccountJson extends JsonObject {
  readonly address?: string;
  readonly account_number?: string;
  readonly sequence?: string;
}

interface Actor {
  readonly who: Person;
  accountNumber: bigint;
  sequence: bigint;
}

/** Makes transactions of all kinds, some of them wrong in one way or another. */
export class Crowd {
  readonly actors: readonly Actor[] = CROWD.map((who, i) => ({ who, accountNumber: BigInt(i), sequence: 0n }));

  /** @param validator  whom people stake with */
  constructor(
    readonly random: Random,
    readonly app: () => App,
    readonly validator: string,
  ) {}

  /** The first two blocks open the market, so that later ones have something to match. */
  txs(height: bigint): readonly Uint8Array[] {
    if (height === 2n || height === 3n)
      return this.actors
        .filter(({ who }) => PROVIDERS.includes(who))
        .map(({ who: { name, address: provider }, ...signing }) => {
          const opening =
            height === 2n
              ? msg(MsgRegister, { provider, stake: 2_000_000_000n, profile: profile(name) })
              : msg(MsgCreateOffer, { provider, terms: offerTerms(), expiryMs: 0n });
          return signTx({ messages: [opening] }, [[person(name), { chainId: CHAIN_ID, ...signing }]]);
        });
    return Array.from({ length: this.random(9) }, () => this.#tx());
  }

  /** Account numbers and sequences as the last block left them. */
  settle(): void {
    const { accounts } = this.app().exportGenesis().appState.auth as JsonObject;
    for (const actor of this.actors) {
      const found = (accounts as readonly AccountJson[]).find(({ address }) => address === actor.who.address);
      actor.accountNumber = BigInt(found?.account_number ?? "0");
      actor.sequence = BigInt(found?.sequence ?? "0");
    }
  }

  #tx(): Uint8Array {
    const { random } = this;
    const actor = this.#pick(this.actors);
    const messages = Array.from({ length: 1 + random(2) }, () => this.#message(actor.who));
    const options = {
      messages,
      gas: BigInt(random(4) === 0 ? 40_000 + random(100_000) : 2_000_000),
      fee: coins(BigInt(random(9))),
      memo: "é".repeat(random(140)),
      mode: random(3) === 0 ? SignMode.LEGACY_AMINO_JSON : SignMode.DIRECT,
    };
    const signing = {
      chainId: CHAIN_ID,
      accountNumber: actor.accountNumber + (random(12) === 0 ? 1n : 0n),
      sequence: actor.sequence + (random(12) === 0 ? 1n : 0n),
    };
    const tx =
      actor.who === SHARED
        ? signMultisigTx(
            options,
            { threshold: 2, people: PROVIDERS, signs: PROVIDERS.slice(random(2), 2 + random(2)) },
            signing,
          )
        : signTx(options, [[actor.who, signing]]);
    actor.sequence += 1n;
    if (random(20) === 0) tx[random(tx.length)] = random(256);
    return random(25) === 0 ? tx.slice(0, random(tx.length)) : tx;
  }

  #message(who: Person): Msg {
    const { address } = who;
    const isProvider = PROVIDERS.includes(who);
    const makers: (() => Msg)[] = [
      () => this.#send(who),
      () => this.#stake(who),
      () => {
        const outputs = PEOPLE.map((each) => ({ address: each.address, coins: coins(2n) }));
        return msg(MsgMultiSend, { inputs: [{ address, coins: coins(2n * BigInt(PEOPLE.length)) }], outputs });
      },
      ...(isProvider ? this.#providing(who) : this.#buying(who)),
    ];
    return this.#pick(makers)();
  }

  #send({ address }: Person): Msg {
    const amount = this.#pick([1n, 7n, 0n, 10n ** 13n]);
    const toAddress = this.#pick([...this.actors.map(({ who }) => who.address), person("stranger").address]);
    return msg(MsgSend, { fromAddress: address, toAddress, amount: coins(amount) });
  }

  /** Moves the validator's power up or down. */
  #stake({ address: delegatorAddress }: Person): Msg {
    const amount = { denom: "udcm", amount: BigInt(1 + this.random(3)) * 1_000_000n };
    const terms = { delegatorAddress, validatorAddress: this.validator, amount };
    return this.random(3) === 0 ? msg(MsgUndelegate, terms) : msg(MsgDelegate, terms);
  }

  #providing({ name, address: provider }: Person): readonly (() => Msg)[] {
    const work = this.#work(provider);
    return [
      () => msg(MsgRegister, { provider, stake: 2_000_000_000n, profile: profile(name) }),
      () => msg(MsgCreateOffer, { provider, terms: offerTerms(), expiryMs: 0n }),
      () => msg(MsgHeartbeat, { provider }),
      () => msg(MsgHeartbeat, { provider }),
      () => (this.random(6) === 0 ? msg(MsgPause, { provider }) : msg(MsgResume, { provider })),
      ...(work === undefined ? [] : [work, work, work, work, work]),
    ];
  }

  /** The next step of one of the provider's seats, with a wrong result now and then. */
  #work(provider: Person["address"]): (() => Msg) | undefined {
    const seats = jobs(this.app()).flatMap((job) => job.slots.map((slot) => ({ job, slot })));
    const own = seats.filter(({ slot }) => slot.provider === provider);
    if (own.length === 0) return undefined;
    const { job, slot } = this.#pick(own);
    const seat = { provider, jobId: job.id, slot: slot.index };
    const result = manifest(1_000_000_000n, this.random(10) === 0 ? 1 : 0);
    const opened = { ...seat, chainId: CHAIN_ID, resultDigest: resultDigest(result), salt: SALT };
    const uris = ["https://blobs.example"];
    if (job.state === JobState.DRAWN) return () => msg(MsgAcceptSlot, seat);
    if (job.state === JobState.REVEAL)
      return () => msg(MsgRevealResult, { ...seat, manifest: result, salt: SALT, uris });
    return () => msg(MsgCommitResult, { ...seat, commitment: commitment(opened) });
  }

  #buying({ address: owner }: Person): readonly (() => Msg)[] {
    const order = () => msg(MsgPlaceOrder, { ...(orderOf("nobody", { slots: 2 }) as object), owner });
    const jobId = BigInt(1 + this.random(30));
    return [
      order,
      order,
      order,
      () => msg(MsgCancelOrder, { owner, orderId: jobId }),
      () => msg(MsgConfirmDelivery, { owner, jobId: this.#pick(jobs(this.app()))?.id ?? jobId }),
    ];
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.random(list.length)] as T;
  }
}

function coins(amount: bigint) {
  return [{ denom: "udcm", amount }];
}

export function jobs(app: App) {
  const data = QueryJobsRequest.encode(QueryJobsRequest.fromPartial({}));
  const { value } = app.query({ path: "/dcm.job.v1.Query/Jobs", data, height: 0n, prove: false });
  return QueryJobsResponse.decode(value).jobs;
}

/** app_state with short windows, so that many deadlines pass while a test runs. */
export function withShortWindows(state: JsonObject): JsonObject {
  const parts = Object.entries(localGenesis).map(([name, { params }]) => {
    const own = state[name] as { params: JsonObject };
    return [name, { ...own, params: { ...own.params, ...params } }];
  });
  return { ...state, ...Object.fromEntries(parts) };
}
