import { encodePacked, type MessageCodec } from "@dcm/proto";
import { BaseAccount, ModuleAccount, Params } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import {
  BaseVestingAccount,
  ContinuousVestingAccount,
  DelayedVestingAccount,
  type Period,
  PeriodicVestingAccount,
  PermanentLockedAccount,
} from "@dcm/proto/gen/cosmos/vesting/v1beta1";
import { Any } from "@dcm/proto/gen/google/protobuf";
import {
  address,
  assert,
  bytes,
  bytesValue,
  type Coins,
  i64,
  pair,
  proto,
  schema,
  u64,
  type ValueCodec,
} from "../../kernel/index.js";

/** An account of any kind, with what all kinds have in common. */
export interface Account {
  readonly base: BaseAccount;
  /** Set for the account of a module. */
  readonly module?: { readonly name: string; readonly permissions: readonly string[] };
  /** Set for an account whose first coins are not all its own yet. */
  readonly vesting?: Vesting;
}

/** What an account got when it was made, and when it may have it (x/auth/vesting/types). */
export interface Vesting {
  readonly originalVesting: Coins;
  /** Delegated coins that were free, and those that were vesting when they were delegated. */
  readonly delegatedFree: Coins;
  readonly delegatedVesting: Coins;
  /** Unix seconds; 0 for what is locked for ever. */
  readonly endTime: bigint;
  readonly schedule: Schedule;
}

/** Times are Unix seconds. */
export type Schedule =
  /** A BaseVestingAccount by itself, which only a genesis file can hold: nothing of it is locked. */
  | { readonly kind: "none" }
  | { readonly kind: "continuous"; readonly startTime: bigint }
  | { readonly kind: "delayed" }
  | { readonly kind: "periodic"; readonly startTime: bigint; readonly periods: readonly Period[] }
  | { readonly kind: "permanent" };

/** Accounts are read again and again by what their transactions pass, so what is written is kept as it is. */
const accountValue: ValueCodec<Account> = {
  exact: true,
  encode: (account) => inStoredForm(account, encodePacked),
  decode: (raw) => unpackAccount(Any.decodeLasting(raw)),
  toJson: (account) => Any.toJSON(packAccount(account)),
  fromJson: (json) => unpackAccount(Any.fromJSON(json)),
};

const s = schema("acc");

// Prefixes, keys and values are those of the Cosmos SDK (x/auth/types/keys.go).
export const params = s.item(0, "params", proto(Params), {
  maxMemoCharacters: 256n,
  txSigLimit: 7n,
  txSizeCostPerByte: 10n,
  sigVerifyCostEd25519: 590n,
  sigVerifyCostSecp256k1: 1000n,
});
export const accounts = s.map(1, "accounts", address, accountValue);
export const accountNumbers = s.sequence(2, "account_number", 0n);
export const accountsByNumber = s.map("accountNumber", "account_by_number", u64, bytesValue);
/** Timeouts in Unix nanoseconds that a signer's unordered transactions have used, as long as they could be used again. */
export const unorderedNonces = s.pairSet(90, "unordered_nonces", pair(i64, bytes));
export default s;

/** The stored form of an account. */
export function packAccount(account: Account): Any {
  return inStoredForm(account, (codec, value) => ({ typeUrl: codec.typeUrl, value: codec.encode(value) }));
}

/** The account behind its stored form; undefined when that is no kind of account. */
export function parseAccount({ typeUrl, value }: Any): Account | undefined {
  if (typeUrl === BaseAccount.typeUrl) return { base: BaseAccount.decodeLasting(value) };
  if (typeUrl !== ModuleAccount.typeUrl) return parseVesting(typeUrl, value);
  const { baseAccount, name, permissions } = ModuleAccount.decodeLasting(value);
  return baseAccount && { base: baseAccount, module: { name, permissions } };
}

/** {@link parseAccount} of what was stored here. */
export function unpackAccount(packed: Any): Account {
  const account = parseAccount(packed);
  assert(account !== undefined, `account type ${packed.typeUrl} was refused at genesis`);
  return account;
}

type UseForm<R> = <T>(codec: MessageCodec<T>, value: T) => R;

/** Hands the message that an account is stored as, and its codec, to `use`. */
function inStoredForm<R>({ base, module, vesting }: Account, use: UseForm<R>): R {
  if (module !== undefined) return use(ModuleAccount, { baseAccount: base, ...module });
  return vesting === undefined ? use(BaseAccount, base) : inVestingForm(base, vesting, use);
}

function inVestingForm<R>(base: BaseAccount, { schedule, ...common }: Vesting, use: UseForm<R>): R {
  const baseVestingAccount: BaseVestingAccount = { baseAccount: base, ...common };
  if (schedule.kind === "none") return use(BaseVestingAccount, baseVestingAccount);
  if (schedule.kind === "delayed") return use(DelayedVestingAccount, { baseVestingAccount });
  if (schedule.kind === "permanent") return use(PermanentLockedAccount, { baseVestingAccount });
  const { startTime } = schedule;
  if (schedule.kind === "continuous") return use(ContinuousVestingAccount, { baseVestingAccount, startTime });
  return use(PeriodicVestingAccount, { baseVestingAccount, startTime, vestingPeriods: schedule.periods });
}

function parseVesting(typeUrl: string, value: Uint8Array): Account | undefined {
  if (typeUrl === BaseVestingAccount.typeUrl)
    return scheduled(BaseVestingAccount.decodeLasting(value), { kind: "none" });
  if (typeUrl === DelayedVestingAccount.typeUrl)
    return scheduled(DelayedVestingAccount.decodeLasting(value).baseVestingAccount, { kind: "delayed" });
  if (typeUrl === PermanentLockedAccount.typeUrl)
    return scheduled(PermanentLockedAccount.decodeLasting(value).baseVestingAccount, { kind: "permanent" });
  if (typeUrl === ContinuousVestingAccount.typeUrl) {
    const { baseVestingAccount, startTime } = ContinuousVestingAccount.decodeLasting(value);
    return scheduled(baseVestingAccount, { kind: "continuous", startTime });
  }
  if (typeUrl !== PeriodicVestingAccount.typeUrl) return undefined;
  const { baseVestingAccount, startTime, vestingPeriods: periods } = PeriodicVestingAccount.decodeLasting(value);
  return scheduled(baseVestingAccount, { kind: "periodic", startTime, periods });
}

function scheduled(account: BaseVestingAccount | undefined, schedule: Schedule): Account | undefined {
  if (account?.baseAccount === undefined) return undefined;
  const { baseAccount, ...common } = account;
  return { base: baseAccount, vesting: { ...common, schedule } };
}
