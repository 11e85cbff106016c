import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { program } from "../../src/child.js";
import type { World } from "./mistake.js";

/** Signed offline by somebody whose sequence does not move. */
export function signedTx({ folder, place }: World, name: string, ...signing: string[]): string {
  const dcm = (args: readonly string[]) =>
    execFileSync(program("dcm"), args, { env: { ...place.env, DCM_OUTPUT: "json" }, encoding: "utf8" });
  const [unsigned, signed] = ["unsigned", "signed"].map((part) => join(folder, `${name}-${part}.json`)) as [
    string,
    string,
  ];
  const pay = ["tx", "bank", "send", "still", "bob", "1udcm"];
  writeFileSync(unsigned, dcm([...pay, "--generate-only", "--offline", "--gas", "120000"]));
  const { account } = JSON.parse(dcm(["query", "auth", "account", "still"]));
  const given = ["--offline", "-a", account.account_number, "-s", account.sequence, "--from", "still"];
  writeFileSync(signed, dcm(["tx", "sign", unsigned, ...given, ...signing]));
  return signed;
}
