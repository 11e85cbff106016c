/** Keys, signers and keystores: `@dcm/client/keys`. Needs neither CosmJS nor Node. */
export { type CosmjsWallet, importCosmjs } from "./keys/cosmjs.js";
export { addressOf, COSMOS_PATH, generateMnemonic, privateKeyOf, publicKeyOf, validMnemonic } from "./keys/derive.js";
export { type KeyFiles, memoryKeyFiles, type NodeFs, nodeKeyFiles } from "./keys/files.js";
export { type KeyInfo, type Keyring, type KeyringOptions, openKeyring } from "./keys/keyring.js";
export {
  type KeyRecord,
  type KeySecret,
  type NodeScrypt,
  nodeScrypt,
  openKey,
  parseKeyRecord,
  plainKey,
  type Scrypt,
  type ScryptCost,
  sealKey,
} from "./keys/keystore.js";
export { fromMnemonic, fromPrivateKey, type KeySigner } from "./keys/signer.js";
export { aminoSignBytes, type StdFee, type StdMsg, type StdSignDoc } from "./keys/stdSignDoc.js";
