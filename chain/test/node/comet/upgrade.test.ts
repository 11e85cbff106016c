import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeHome, type Node, ok, removeHome, startNode, VALIDATOR } from "./chain.js";

const HEIGHT = 5n;
const GOV = "dcm10d07y265gmmuvt4z0w9aw880jnsr700jfpnf9q";
const home = makeHome();
let running: Node | undefined;
afterAll(async () => {
  if (running?.process.exitCode === null && running.process.signalCode === null) await running.stop();
  removeHome(home);
});

/** A genesis in which an upgrade is being voted on, and the validator has voted: the first block decides. */
function decideAtOnce(): void {
  const path = join(home, "config/genesis.json");
  const genesis = JSON.parse(readFileSync(path, "utf8"));
  const past = "2026-01-01T00:00:00Z";
  const plan = { name: "v2", time: "0001-01-01T00:00:00Z", height: `${HEIGHT}`, info: "see <https://example.org>" };
  genesis.app_state.gov.starting_proposal_id = "2";
  genesis.app_state.gov.proposals = [
    {
      id: "1",
      messages: [{ "@type": "/cosmos.upgrade.v1beta1.MsgSoftwareUpgrade", authority: GOV, plan }],
      status: "PROPOSAL_STATUS_VOTING_PERIOD",
      final_tally_result: { yes_count: "0", abstain_count: "0", no_count: "0", no_with_veto_count: "0" },
      submit_time: past,
      deposit_end_time: past,
      voting_start_time: past,
      voting_end_time: past,
      title: "Upgrade",
      summary: "to v2",
      proposer: VALIDATOR,
    },
  ];
  const options = [{ option: "VOTE_OPTION_YES", weight: "1.000000000000000000" }];
  genesis.app_state.gov.votes = [{ proposal_id: "1", voter: VALIDATOR, options }];
  writeFileSync(path, JSON.stringify(genesis));
}

test("a node stops before the height of an upgrade that it does not know, leaves word, and can be told to go on", async () => {
  decideAtOnce();
  running = await startNode(home);
  // Not reached(): the node may be gone before anybody asks for its height.
  expect(await running.ended).toBe(1);
  const needed = `UPGRADE "v2" NEEDED at height: ${HEIGHT}: see <https://example.org>`;
  expect(running.log()).toContain(`dcmd: ${needed}`);
  expect(readFileSync(join(home, "data/upgrade-info.json"), "utf8")).toBe(
    `{"name":"v2","time":"0001-01-01T00:00:00Z","height":${HEIGHT},"info":"see \\u003chttps://example.org\\u003e"}`,
  );
  // What cosmovisor asks of the next program.
  ok("pre-upgrade", "--home", home);
  // The block of that height is decided, and not executed.
  expect(JSON.parse(ok("export", "--home", home))).toMatchObject({ initial_height: Number(HEIGHT) });

  running = await startNode(home, { flags: ["--unsafe-skip-upgrades", `${HEIGHT},99`] });
  await running.reached(HEIGHT + 1n);
  expect(running.log()).toContain(`UPGRADE "v2" SKIPPED at ${HEIGHT}: see <https://example.org>`);
  expect(existsSync(join(home, "data/upgrade-info.json"))).toBe(true);
  expect(await running.stop()).toBe(0);
});
