import { spawn } from "node:child_process";
import { program } from "./child.js";
import { localnetStatus } from "./control.js";
import { LocalnetError } from "./options.js";

/** What `make demo` does: a network, a paid job, its receipt. Everything it runs is printed, so that it can be typed. */
async function demo(flags: readonly string[]): Promise<void> {
  if (!(await localnetStatus()).running) {
    say(`$ dcm localnet up --detach ${flags.join(" ")}`);
    // Its data is the READY object, for programs.
    await ask(["localnet", "up", "--detach", ...flags]);
  }
  const jobId = await newestJobAfter(() => dcm("run", "@hello", "--", "Ada"));
  await dcm("receipt", jobId);
  const { ready } = await localnetStatus();
  say(`
The network keeps running: ${ready?.rest} (REST, events, blobs) and ${ready?.rpc} (CometBFT RPC).
Two independent providers ran examples/hello.wasm, agreed on the result and were paid from escrow.

  export PATH="$PWD/node_modules/.bin:$PATH"
  dcm run @train                     another program, in one line
  dcm provider list                  who sells
  curl ${ready?.rest}/dcm/job/v1/receipts/${jobId}

  make down                          stops it all`);
}

async function newestJobAfter(run: () => Promise<void>): Promise<string> {
  await run();
  const jobs = JSON.parse(await ask(["job", "list", "--limit", "1", "-o", "json"])) as { jobs: { id: string }[] };
  const id = jobs.jobs[0]?.id;
  if (id === undefined) throw new LocalnetError("the run left no job");
  return id;
}

/** Runs one command of the CLI: its talk goes to this terminal, its data is returned. */
function ask(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program("dcm"), args, { stdio: ["inherit", "pipe", "inherit"] });
    let data = "";
    child.stdout.on("data", (chunk) => {
      data += chunk;
    });
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(data);
      else reject(new LocalnetError(`dcm ${args.join(" ")} ended with ${code}`));
    });
  });
}

/** The same, shown as somebody would have typed it. */
async function dcm(...args: string[]): Promise<void> {
  say(`\n$ dcm ${args.join(" ")}`);
  process.stdout.write(await ask(args));
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

// Flags go to `dcm localnet up`; DCM_HOME chooses another place.
demo(process.argv.slice(2)).catch((error: unknown) => {
  say(`demo: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
});
