/** The command line as it was typed, to be printed again with a change: what is proposed must work as printed. */
export interface Typed {
  /** Without `node` and the program; of ours only, not of the program that `run` runs. */
  readonly own: readonly string[];
  has(flag: string): boolean;
  /** The last value of a flag. */
  value(flag: string): string | undefined;
  without(...flags: readonly string[]): Typed;
  with(flag: string, ...value: readonly string[]): Typed;
  /** Puts a word in another's place, wherever it stands. */
  swapped(from: string, to: string): Typed;
  /** `dcm …`, quoted for a shell. */
  text(): string;
  /** The help of the command that was typed. */
  help(): string;
}

/** How many words name a command of a group; one is enough for the rest. */
const words: Readonly<Record<string, number>> = {
  ...{ job: 2, provider: 2, order: 2, localnet: 2, keys: 2, context: 2, wallet: 2 },
  ...{ tx: 3, query: 3, q: 3 },
};
/** Those of `tx` and `query` that belong to no module. */
const short =
  /^(tx (sign|sign-batch|multisign|multi-sign|multisign-batch|multi-sign-batch|validate-signatures|broadcast|simulate|encode|decode)|(query|q) (tx|txs|wait-tx|event-query-tx-for|block|block-results))$/;
/** Names of one letter. */
const letters: Readonly<Record<string, string>> = { "--sequence": "-s", "--account-number": "-a", "--output": "-o" };

/** Reads a command line. `argv` begins with node and the program, as `process.argv` does. */
export function typed(argv: readonly string[] = process.argv): Typed {
  const all = argv.slice(2);
  const end = all.includes("--") ? all.indexOf("--") : all.length;
  return of(all.slice(0, end), all.slice(end));
}

function of(own: readonly string[], rest: readonly string[]): Typed {
  const names = (flag: string) => [flag, letters[flag] ?? flag];
  const isFlag = (word: string, flag: string) => names(flag).includes(word.split("=")[0] ?? "");
  const line: Typed = {
    own,
    has: (flag) => own.some((word) => isFlag(word, flag)),
    value: (flag) => {
      const at = own.findLastIndex((word) => isFlag(word, flag));
      const found = own[at];
      if (found === undefined) return undefined;
      return found.includes("=") ? found.slice(found.indexOf("=") + 1) : own[at + 1];
    },
    without: (...flags) => {
      const kept: string[] = [];
      for (let i = 0; i < own.length; i++) {
        const word = own[i] as string;
        if (!flags.some((flag) => isFlag(word, flag))) kept.push(word);
        else if (!word.includes("=") && own[i + 1]?.startsWith("-") === false) i++;
      }
      return of(kept, rest);
    },
    with: (flag, ...value) => of([...line.without(flag).own, flag, ...value], rest),
    swapped: (from, to) =>
      of(
        own.map((word) => (word === from ? to : word)),
        rest,
      ),
    text: () => ["dcm", ...own, ...rest].map(quoted).join(" "),
    help: () => ["dcm", ...commandOf(own), "--help"].map(quoted).join(" "),
  };
  return line;
}

/** The words that name the command, as far as they were typed. */
function commandOf(own: readonly string[]): readonly string[] {
  const [first = ""] = own;
  const length = short.test(own.slice(0, 2).join(" ")) ? 2 : (words[first] ?? 1);
  const flag = own.findIndex((word) => word.startsWith("-"));
  return own.slice(0, flag < 0 ? length : Math.min(length, flag));
}

/** One word as a POSIX shell reads it. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
