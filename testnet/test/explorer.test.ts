import { DirectSecp256k1HdWallet } from "@cosmjs/proto-signing";
import { assertIsDeliverTxSuccess, calculateFee, SigningStargateClient } from "@cosmjs/stargate";
import { TextProposal, VoteOption } from "cosmjs-types/cosmos/gov/v1beta1/gov";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Localnet, startLocalnet } from "../src/localnet.js";
import { newPlace, type Place } from "./network.js";

// What the explorer ping.pub asks (src/libs/api of ping-pub/explorer, its profile for SDK 0.50 and later), and the fields that
// its stores and pages read from the answers. `make clients` does not run it: its pages were looked at in a browser (docs/clients.md).

let place: Place;
let network: Localnet;
/** What stands for the braces of the table's paths. */
let known: Record<string, string>;

beforeAll(async () => {
  place = await newPlace();
  network = await startLocalnet({ ...place, validators: 2, providers: 0 }, () => undefined);
  const { validators } = await json("/cosmos/staking/v1beta1/validators");
  const [first, second] = validators.map((each: { operator_address: string }) => each.operator_address);
  const { rpc, accounts } = network.ready;
  const signer = await DirectSecp256k1HdWallet.fromMnemonic(accounts[0]?.mnemonic ?? "", { prefix: "dcm" });
  const account = accounts[0]?.address ?? "";
  const client = await SigningStargateClient.connectWithSigner(rpc, signer);
  const done = await client.signAndBroadcast(
    account,
    activity(account, first, second),
    calculateFee(1_500_000, "0.01udcm"),
  );
  assertIsDeliverTxSuccess(done);
  client.disconnect();
  known = { account, validator: first, hash: done.transactionHash, height: String(done.height) };
});
afterAll(async () => {
  await network?.stop();
  await place.remove();
});

const json = async (path: string) => (await fetch(network.ready.rest + path)).json();
const coin = (amount: number) => ({ denom: "udcm", amount: String(amount) });

/** One of everything that an explorer shows of an account. */
function activity(account: string, first: string, second: string) {
  const content = {
    typeUrl: "/cosmos.gov.v1beta1.TextProposal",
    value: TextProposal.encode({ title: "A title", description: "What it says" }).finish(),
  };
  return [
    {
      typeUrl: "/cosmos.gov.v1beta1.MsgSubmitProposal",
      value: { content, initialDeposit: [coin(20_000_000)], proposer: account },
    },
    {
      typeUrl: "/cosmos.gov.v1beta1.MsgVote",
      value: { proposalId: 1n, voter: account, option: VoteOption.VOTE_OPTION_YES },
    },
    ...[
      { typeUrl: "/cosmos.staking.v1beta1.MsgDelegate", amount: 9_000, validatorAddress: first },
      { typeUrl: "/cosmos.staking.v1beta1.MsgBeginRedelegate", amount: 3_000, validatorSrcAddress: first },
      { typeUrl: "/cosmos.staking.v1beta1.MsgUndelegate", amount: 1_000, validatorAddress: first },
    ].map(({ typeUrl, amount, ...rest }) => ({
      typeUrl,
      value: { delegatorAddress: account, validatorDstAddress: second, ...rest, amount: coin(amount) },
    })),
  ];
}

const PAGE = "pagination.limit=20&pagination.count_total=true";
const GOV = "/cosmos/gov/v1";
const STAKING = "/cosmos/staking/v1beta1";
const DISTRIBUTION = "/cosmos/distribution/v1beta1";
const COMET = "/cosmos/base/tendermint/v1beta1";
const TXS = "/cosmos/tx/v1beta1/txs";
const TX = "txhash height code timestamp gas_used gas_wanted tx.body.messages.0.@type tx.auth_info.fee.amount.0.denom";
const PROPOSAL =
  "id status title summary messages.0.content.@type messages.0.content.title final_tally_result.yes_count";
const TIMES = "submit_time deposit_end_time voting_start_time voting_end_time total_deposit.0.amount";
const VALIDATOR =
  "operator_address consensus_pubkey.@type consensus_pubkey.key jailed status tokens delegator_shares description.moniker " +
  "commission.commission_rates.rate commission.commission_rates.max_rate commission.update_time min_self_delegation";

/** Every field, each below the same place. */
const below = (place: string, fields: string) => fields.split(" ").map((field) => `${place}.${field}`);

/** Paths, and the fields that are read: names with dots between, a number is a place in a list. */
const asked: readonly [path: string, fields: readonly string[]][] = [
  ["/cosmos/auth/v1beta1/params", below("params", "max_memo_characters tx_sig_limit sig_verify_cost_secp256k1")],
  [`/cosmos/auth/v1beta1/accounts?${PAGE}&pagination.offset=0`, ["accounts.0.@type", "pagination.total"]],
  ["/cosmos/auth/v1beta1/accounts/{account}", below("account", "@type address pub_key.key account_number sequence")],
  ["/cosmos/bank/v1beta1/params", ["params.default_send_enabled"]],
  ["/cosmos/bank/v1beta1/balances/{account}", ["balances.0.denom", "balances.0.amount"]],
  ["/cosmos/bank/v1beta1/denoms_metadata", below("metadatas.0", "base display symbol denom_units.1.exponent")],
  [`/cosmos/bank/v1beta1/supply?${PAGE}`, ["supply.0.denom", "supply.0.amount", "pagination.total"]],
  ["/cosmos/bank/v1beta1/supply/by_denom?denom=udcm", ["amount.denom", "amount.amount"]],
  [`${DISTRIBUTION}/params`, below("params", "community_tax base_proposer_reward withdraw_addr_enabled")],
  [`${DISTRIBUTION}/community_pool`, ["pool.0.denom", "pool.0.amount"]],
  [`${DISTRIBUTION}/validators/{validator}/commission`, ["commission.commission.0.amount"]],
  [`${DISTRIBUTION}/validators/{validator}/outstanding_rewards`, ["rewards.rewards.0.amount"]],
  [`${DISTRIBUTION}/validators/{validator}/slashes`, ["slashes", "pagination.total"]],
  [`${DISTRIBUTION}/delegators/{account}/rewards`, ["rewards.0.validator_address", "rewards.0.reward", "total"]],
  ["/cosmos/mint/v1beta1/inflation", ["inflation"]],
  ["/cosmos/mint/v1beta1/params", ["params.mint_denom", "params.blocks_per_year"]],
  ["/cosmos/mint/v1beta1/annual_provisions", ["annual_provisions"]],
  [
    "/cosmos/slashing/v1beta1/params",
    below("params", "signed_blocks_window min_signed_per_window downtime_jail_duration"),
  ],
  [
    "/cosmos/slashing/v1beta1/signing_infos?pagination.limit=300",
    below("info.0", "address start_height jailed_until tombstoned missed_blocks_counter"),
  ],
  [`${GOV}/params/voting`, ["voting_params.voting_period"]],
  [`${GOV}/params/tallying`, below("tally_params", "quorum threshold veto_threshold")],
  [`${GOV}/params/deposit`, below("deposit_params", "min_deposit.0.amount max_deposit_period")],
  [
    `${GOV}/proposals?proposal_status=2&${PAGE}&pagination.reverse=true`,
    [...below("proposals.0", `${PROPOSAL} ${TIMES}`), "pagination.total"],
  ],
  [`${GOV}/proposals/1`, below("proposal", `${PROPOSAL} ${TIMES}`)],
  [`${GOV}/proposals/1/deposits`, below("deposits.0", "depositor amount.0.amount proposal_id")],
  [`${GOV}/proposals/1/tally`, below("tally", "yes_count no_count abstain_count no_with_veto_count")],
  // The braces are ping.pub's own: it forgets to fill them in.
  [`${GOV}/proposals/1/votes?proposal_status={status}&${PAGE}&pagination.reverse=true`, ["votes.0.options.0.option"]],
  [`${GOV}/proposals/1/votes/{account}`, below("vote", "voter options.0.option options.0.weight")],
  [
    `${STAKING}/delegations/{account}`,
    below("delegation_responses.0", "delegation.validator_address delegation.shares balance.amount"),
  ],
  [`${STAKING}/delegators/{account}/redelegations`, ["redelegation_responses.0.entries.0.balance"]],
  [
    `${STAKING}/delegators/{account}/unbonding_delegations`,
    below(
      "unbonding_responses.0",
      "validator_address entries.0.balance entries.0.completion_time entries.0.creation_height",
    ),
  ],
  [`${STAKING}/delegators/{account}/validators`, below("validators.0", VALIDATOR)],
  [`${STAKING}/params`, below("params", "unbonding_time max_validators max_entries historical_entries bond_denom")],
  [`${STAKING}/pool`, ["pool.bonded_tokens", "pool.not_bonded_tokens"]],
  [`${STAKING}/validators?pagination.limit=200&status=BOND_STATUS_BONDED`, below("validators.1", VALIDATOR)],
  [`${STAKING}/validators?pagination.limit=300&status=BOND_STATUS_UNBONDED`, ["validators", "pagination.total"]],
  [`${STAKING}/validators/{validator}`, below("validator", VALIDATOR)],
  [
    `${STAKING}/validators/{validator}/delegations?${PAGE}&pagination.offset=0`,
    ["delegation_responses.1.balance.amount"],
  ],
  [`${STAKING}/validators/{validator}/delegations/{account}`, ["delegation_response.balance.amount"]],
  [`${STAKING}/validators/{validator}/delegations/{account}/unbonding_delegation`, ["unbond.entries.0.balance"]],
  [
    `${COMET}/blocks/latest`,
    [
      "block_id.hash",
      ...below("block", "header.height header.time header.chain_id last_commit.signatures.0.validator_address"),
    ],
  ],
  [
    `${COMET}/blocks/{height}`,
    ["block_id.hash", ...below("block", "header.proposer_address data.txs.0 evidence.evidence")],
  ],
  [
    `${COMET}/node_info`,
    [
      ...below("default_node_info", "network version moniker protocol_version.block other.rpc_address"),
      ...below("application_version", "name app_name version cosmos_sdk_version go_version build_deps.0.path"),
    ],
  ],
  ...["latest", "{height}"].map((height): [string, string[]] => [
    `${COMET}/validatorsets/${height}?pagination.limit=100&pagination.offset=0`,
    [
      "block_height",
      ...below("validators.1", "address pub_key.key voting_power proposer_priority"),
      "pagination.total",
    ],
  ]),
  [
    `${TXS}?query=message.sender='{account}'&order_by=ORDER_BY_DESC&pagination.limit=20&pagination.offset=0`,
    [...below("tx_responses.0", TX), "txs.0.body", "total"],
  ],
  // Some pages name the order and the limit twice.
  [
    `${TXS}?order_by=2&query=delegate.validator='{validator}'&order_by=ORDER_BY_DESC&pagination.limit=5&pagination.limit=20&pagination.offset=0`,
    below("tx_responses.0", `${TX} events.0.attributes.0.key`),
  ],
  [`${TXS}/block/{height}`, ["txs.0.body.messages.0.@type", "block.header.height", "pagination.total"]],
  [`${TXS}/{hash}`, [...below("tx_response", `${TX} events.0.type`), "tx.body.memo", "tx.signatures.0"]],
  ["/cosmos/params/v1beta1/params?subspace=staking&key=BondDenom", ["param.subspace", "param.value"]],
];

/** The braces of a path, filled in where the table's are. */
const filled = (path: string) => path.replace(/\{(\w+)\}/g, (braces, name) => known[name] ?? braces);

describe("ping.pub", () => {
  test.each(asked)("%s has what it reads", async (path, fields) => {
    const answer = await fetch(network.ready.rest + filled(path), { headers: { origin: "https://ping.pub" } });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
    const body = await answer.json();
    for (const field of fields) expect(body, JSON.stringify(body)).toHaveProperty(field.split("."));
  });

  test("takes us for a Cosmos SDK of 0.50 or later", async () => {
    const { application_version } = await json(`${COMET}/node_info`);
    const [major, minor] = application_version.cosmos_sdk_version.replace("v", "").split(".").map(Number);
    expect([major, minor >= 50]).toEqual([0, true]);
  });

  test.each([
    "/ibc/core/connection/v1/connections",
    "/ibc/core/channel/v1/channels",
    "/ibc/apps/transfer/v1/denom_traces",
    "/cosmos/group/v1/groups",
    "/cosmwasm/wasm/v1/code",
    "/interchain_security/ccv/provider/consumer_validators/dcm-1",
  ])("%s is not implemented, which a page of another origin may read", async (path) => {
    const answer = await fetch(network.ready.rest + path, { headers: { origin: "https://ping.pub" } });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([501, "*"]);
    expect(await answer.json()).toEqual({ code: 12, message: "Not Implemented", details: [] });
  });
});
