// Installs the programs that `make clients` tries, below the folder that is the argument. What is there is not built again unless
// what it is built from changed: Go sees to it by itself, npm and pip are asked again when their lists differ from what was installed.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const into = process.argv[2];
const bin = join(into, "bin");
mkdirSync(bin, { recursive: true });

go("../../chain/test/vectors/simd/node", ["-o", join(bin, "simd"), "."]);
// Prometheus without the clouds' ways of finding what to scrape: ours are named.
go("programs", ["-tags", "remove_all_sd", "-o", `${bin}/`, "tool"]);
listed("keplr/package-lock.json", "keplr", (folder) => {
  cpSync(here("keplr/package.json"), join(folder, "package.json"));
  cpSync(here("keplr/package-lock.json"), join(folder, "package-lock.json"));
  run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder });
});
if (spawnSync("python3", ["-c", "import ensurepip, venv"]).status === 0)
  listed("cosmpy/requirements.txt", "cosmpy", (folder) => {
    run("python3", ["-m", "venv", folder]);
    run(join(folder, "bin/pip"), [
      "install",
      "--quiet",
      "--disable-pip-version-check",
      "--requirement",
      here("cosmpy/requirements.txt"),
    ]);
  });
else console.log("cosmpy is left out: it needs Python 3 with venv (Debian: apt-get install python3-venv)");

function go(folder, args) {
  run("go", ["build", ...args], { cwd: here(folder), env: { ...process.env, CGO_ENABLED: "0" } });
}

/** Installs what a list names, unless it is the list that was installed last. */
function listed(list, name, install) {
  const folder = join(into, name);
  const done = join(folder, "installed");
  if (existsSync(done) && readFileSync(done, "utf8") === readFileSync(here(list), "utf8")) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  install(folder);
  cpSync(here(list), done);
}

function run(file, args, options = {}) {
  const { status, error } = spawnSync(file, args, { stdio: "inherit", ...options });
  if (status !== 0) throw error ?? new Error(`${file} ${args.join(" ")} failed with ${status}`);
}
