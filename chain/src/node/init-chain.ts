import { RequestInitChain, type ResponseInitChain, type ValidatorUpdate } from "@dcm/proto/gen/tendermint/abci";
import type { App } from "../app/app.js";
import { UsageError } from "./errors.js";
import { type AppGenesis, isObject, type Json } from "./genesis.js";

/** The request that CometBFT makes of a genesis file. */
export function initChainRequest(genesis: AppGenesis): RequestInitChain {
  const { block, evidence, validator, version, abci } = genesis.consensus.params;
  const age = number(evidence, "max_age_duration");
  return RequestInitChain.fromPartial({
    time: timestamp(genesis.genesis_time),
    chainId: genesis.chain_id,
    consensusParams: {
      block: { maxBytes: number(block, "max_bytes"), maxGas: number(block, "max_gas") },
      evidence: {
        maxAgeNumBlocks: number(evidence, "max_age_num_blocks"),
        maxAgeDuration: { seconds: age / SECOND, nanos: Number(age % SECOND) },
        maxBytes: number(evidence, "max_bytes"),
      },
      validator: { pubKeyTypes: names(validator) },
      version: { app: number(version, "app") },
      abci: { voteExtensionsEnableHeight: number(abci, "vote_extensions_enable_height") },
    },
    validators: (genesis.consensus.validators ?? []).map(validatorUpdate),
    appStateBytes: Buffer.from(JSON.stringify(genesis.app_state)),
    initialHeight: BigInt(genesis.initial_height),
  });
}

/** CometBFT's genesis form of a validator. */
export function validatorJson({ pubKey, power }: ValidatorUpdate): Json {
  const value = Buffer.from(pubKey.ed25519 ?? []).toString("base64");
  return { pub_key: { type: "tendermint/PubKeyEd25519", value }, power: String(power), name: "" };
}

/**
 * Starts the chain.
 *
 * @throws UsageError  the genesis file is at fault; what shows a fault of ours is thrown as it is
 */
export function initChain(app: Pick<App, "initChain">, request: RequestInitChain): ResponseInitChain {
  try {
    return app.initChain(request);
  } catch (error) {
    const isOurs = !(error instanceof Error) || OURS.includes(error.name);
    throw isOurs ? error : new UsageError(`genesis: ${error.message}`, "DCMD_GENESIS");
  }
}

const OURS = ["TypeError", "RangeError", "ReferenceError", "InvariantError"];
const SECOND = 1_000_000_000n;

function validatorUpdate(json: Json): { pubKey: { ed25519: Uint8Array }; power: bigint } {
  const key = isObject(json) ? json.pub_key : undefined;
  if (!isObject(json) || !isObject(key) || key.type !== "tendermint/PubKeyEd25519") {
    throw new UsageError("genesis validators: only ed25519 keys are supported", "DCMD_GENESIS");
  }
  return { pubKey: { ed25519: Buffer.from(String(key.value), "base64") }, power: BigInt(String(json.power)) };
}

/** RFC 3339 with up to nine places, as Go writes it. */
function timestamp(text: string): { seconds: bigint; nanos: number } {
  const fraction = /\.(\d{1,9})/.exec(text)?.[1] ?? "";
  return { seconds: BigInt(Math.floor(Date.parse(text) / 1000)), nanos: Number(fraction.padEnd(9, "0")) };
}

function number(params: Json | undefined, name: string): bigint {
  const value = isObject(params) ? params[name] : undefined;
  if (value === undefined || value === null) return 0n;
  if (!/^-?\d{1,19}$/.test(String(value)))
    throw new UsageError(`consensus params: ${name} is no whole number`, "DCMD_GENESIS");
  return BigInt(String(value));
}

function names(validator: Json | undefined): string[] {
  const types = isObject(validator) ? validator.pub_key_types : undefined;
  return Array.isArray(types) ? types.map(String) : ["ed25519"];
}
