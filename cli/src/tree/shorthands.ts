import type { JsonObject, JsonValue } from "@dcm/proto";
import { Option } from "commander";
import { CliError } from "../failure.js";
import { collect } from "../options.js";
import { count } from "../request.js";
import { addressOf, coinsJson, type Surroundings } from "./values.js";

type Flags = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What the SDK's tools take instead of the JSON of a field that may hold messages of several types. */
export interface Shorthand {
  /** The field that it makes, which can be given as JSON, too. */
  readonly path: readonly string[];
  /** A last argument, left out by who gives the field as JSON. */
  readonly argument?: { readonly name: string; readonly about: string };
  readonly options: () => readonly Option[];
  /** The request's fields, or undefined when nothing of it was typed. */
  readonly json: (argument: string | undefined, flags: Flags, around: Surroundings) => JsonObject | undefined;
}

/** By the full name of the rpc. */
export const shorthands: ReadonlyMap<string, Shorthand> = new Map([
  [
    "cosmos.authz.v1beta1.Msg.Grant",
    {
      path: ["grant", "authorization"],
      argument: { name: "authorization_type", about: "send, generic, delegate, unbond or redelegate" },
      options: () => [
        new Option("--spend-limit <coins>", "of send and the staking ones: most that may be moved"),
        new Option("--allow-list <addresses>", "of send: to these only (repeatable)").argParser(collect),
        new Option("--msg-type <type>", "of generic: the message that may be sent"),
        new Option("--allowed-validators <addresses>", "of the staking ones (repeatable)").argParser(collect),
        new Option("--deny-validators <addresses>", "of the staking ones (repeatable)").argParser(collect),
        new Option("--expiration <time>", "Unix seconds or RFC 3339; without it the grant does not end"),
      ],
      json: grantJson,
    },
  ],
  [
    "cosmos.feegrant.v1beta1.Msg.GrantAllowance",
    {
      path: ["allowance"],
      options: () => [
        new Option("--spend-limit <coins>", "most that may be spent"),
        new Option("--expiration <time>", "Unix seconds or RFC 3339; without it the allowance does not end"),
        new Option("--period <seconds>", "with --period-limit: so much in each period"),
        new Option("--period-limit <coins>", "with --period"),
        new Option("--allowed-messages <types>", "for these messages only (repeatable)").argParser(collect),
      ],
      json: allowanceJson,
    },
  ],
]);

const stakeTypes: Readonly<Record<string, string>> = {
  delegate: "AUTHORIZATION_TYPE_DELEGATE",
  unbond: "AUTHORIZATION_TYPE_UNDELEGATE",
  redelegate: "AUTHORIZATION_TYPE_REDELEGATE",
};

/** x/authz/client/cli/tx.go, NewCmdGrantAuthorization. */
function grantJson(type: string | undefined, flags: Flags, around: Surroundings): JsonObject | undefined {
  if (type === undefined) return undefined;
  const expiration = flags.expiration === undefined ? {} : { expiration: timeOf(text(flags.expiration)) };
  return { grant: { authorization: authorizationJson(type, flags, around), ...expiration } };
}

function authorizationJson(type: string, flags: Flags, around: Surroundings): JsonValue {
  const limit = flags.spendLimit === undefined ? [] : coinsJson([text(flags.spendLimit)], around.denom);
  if (type === "send") {
    if (flags.spendLimit === undefined) throw new CliError("USAGE", "send needs --spend-limit");
    const allow = list(flags.allowList).map((each) => addressOf(each, around));
    return { "@type": "/cosmos.bank.v1beta1.SendAuthorization", spend_limit: limit, allow_list: allow };
  }
  if (type === "generic") {
    if (flags.msgType === undefined) throw new CliError("USAGE", "generic needs --msg-type");
    return { "@type": "/cosmos.authz.v1beta1.GenericAuthorization", msg: text(flags.msgType) };
  }
  const authorizationType = stakeTypes[type];
  if (authorizationType === undefined)
    throw new CliError("USAGE", `${type} is none of send, generic, ${Object.keys(stakeTypes).join(", ")}`);
  const [allowed, denied] = [list(flags.allowedValidators), list(flags.denyValidators)];
  if ((allowed.length === 0) === (denied.length === 0))
    throw new CliError("USAGE", `${type} needs --allowed-validators or --deny-validators`);
  const validators = allowed.length > 0 ? { allow_list: { address: allowed } } : { deny_list: { address: denied } };
  const [most = null] = limit as readonly JsonValue[];
  return {
    "@type": "/cosmos.staking.v1beta1.StakeAuthorization",
    max_tokens: most,
    ...validators,
    authorization_type: authorizationType,
  };
}

/** x/feegrant/client/cli/tx.go, NewCmdFeeGrant. */
function allowanceJson(_: string | undefined, flags: Flags, { denom }: Surroundings): JsonObject | undefined {
  const { spendLimit, expiration, period, periodLimit } = flags;
  const messages = list(flags.allowedMessages);
  const isTyped = [spendLimit, expiration, period, periodLimit].some((each) => each !== undefined);
  if (!isTyped && messages.length === 0) return undefined;
  if ((period === undefined) !== (periodLimit === undefined))
    throw new CliError("USAGE", "--period and --period-limit go together");
  const basic = {
    spend_limit: spendLimit === undefined ? [] : coinsJson([text(spendLimit)], denom),
    expiration: expiration === undefined ? null : timeOf(text(expiration)),
  };
  const whole =
    period === undefined
      ? { "@type": "/cosmos.feegrant.v1beta1.BasicAllowance", ...basic }
      : periodicJson(basic, Number(count("--period", text(period))), coinsJson([text(periodLimit)], denom));
  if (messages.length === 0) return { allowance: whole };
  return {
    allowance: {
      "@type": "/cosmos.feegrant.v1beta1.AllowedMsgAllowance",
      allowance: whole,
      allowed_messages: messages,
    },
  };
}

/** The first period begins now. */
function periodicJson(basic: JsonObject, seconds: number, limit: JsonValue): JsonObject {
  return {
    "@type": "/cosmos.feegrant.v1beta1.PeriodicAllowance",
    basic,
    period: `${seconds}s`,
    period_spend_limit: limit,
    period_can_spend: limit,
    period_reset: new Date(Date.now() + seconds * 1000).toISOString(),
  };
}

function timeOf(given: string): string {
  if (/^\d{1,11}$/.test(given)) return new Date(Number(given) * 1000).toISOString();
  if (Number.isNaN(Date.parse(given))) throw new CliError("USAGE", `--expiration ${given} is no time`);
  return given;
}

function list(given: string | readonly string[] | undefined): readonly string[] {
  return (typeof given === "string" ? [given] : (given ?? [])).flatMap((each) => each.split(","));
}

function text(given: string | readonly string[] | undefined): string {
  return typeof given === "string" ? given : (given?.at(-1) ?? "");
}
