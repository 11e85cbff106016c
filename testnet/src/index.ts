/** `@dcm/testnet`: local networks of real processes. */
export {
  consumers,
  faucet,
  providers,
  type Role,
  type TestAccount,
  type TestProvider,
  validators,
} from "./accounts.js";
export { type LocalnetStatus, localnetStatus, printLogs, stopLocalnet } from "./control.js";
export { type Localnet, type Ready, startLocalnet } from "./localnet.js";
export { LocalnetError, type LocalnetErrorCode, type LocalnetOptions, localnetHome } from "./options.js";
