/** Keys, signers and keystores: `@dcm/client/keys`. Needs neither CosmJS nor Node. */
export { arbitraryDoc, signArbitrary, verifyArbitrary } from "./keys/arbitrary.js";
export { armorKey, isArmored, unarmorKey } from "./keys/armor.js";
export { type CosmjsWallet, importCosmjs } from "./keys/cosmjs.js";
export {
  accountPath,
  addressOf,
  COSMOS_PATH,
  generateMnemonic,
  type PathParts,
  privateKeyOf,
  publicKeyOf,
  validMnemonic,
} from "./keys/derive.js";
export { type KeyFiles, memoryKeyFiles, type NodeFs, nodeKeyFiles } from "./keys/files.js";
export { type KeyInfo, type Keyring, type KeyringOptions, openKeyring } from "./keys/keyring.js";
export {
  type DerivedKey,
  deriveKey,
  type KeyRecord,
  type KeySecret,
  type NodeScrypt,
  nodeScrypt,
  openKey,
  parseKeyRecord,
  plainKey,
  publicRecord,
  type Remembered,
  type Scrypt,
  type ScryptCost,
  sealKey,
  secretBytes,
} from "./keys/keystore.js";
export {
  type MultisigKey,
  multisigKey,
  type PublicKey,
  packPublicKey,
  publicKeyAddress,
  readPublicKey,
} from "./keys/publicKeys.js";
export { fromMnemonic, fromPrivateKey, type KeySigner, type StdSignature } from "./keys/signer.js";
export { aminoSignBytes, type StdFee, type StdMsg, type StdSignDoc } from "./keys/stdSignDoc.js";
