/** `@dcm/provider`: the agent's home, decisions and benchmark, for programs that look into them. */
export { type Benchmark, benchmark } from "./benchmark.js";
export { type Config, filesOf, providerHome, readConfig } from "./home.js";
export { type Decision, readJournal } from "./journal.js";
export { lastDecisions } from "./views.js";
