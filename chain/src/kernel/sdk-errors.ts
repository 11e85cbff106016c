import { defineErrors } from "./errors.js";

/** The root codespace of the Cosmos SDK (types/errors/errors.go, v0.53). */
export const Sdk = defineErrors("sdk", {
  TxDecode: [2, "tx parse error"],
  InvalidSequence: [3, "invalid sequence"],
  Unauthorized: [4, "unauthorized"],
  InsufficientFunds: [5, "insufficient funds"],
  UnknownRequest: [6, "unknown request"],
  InvalidAddress: [7, "invalid address"],
  InvalidPubKey: [8, "invalid pubkey"],
  UnknownAddress: [9, "unknown address"],
  InvalidCoins: [10, "invalid coins"],
  OutOfGas: [11, "out of gas"],
  MemoTooLarge: [12, "memo too large"],
  InsufficientFee: [13, "insufficient fee"],
  TooManySignatures: [14, "maximum number of signatures exceeded"],
  NoSignatures: [15, "no signatures supplied"],
  InvalidRequest: [18, "invalid request"],
  KeyNotFound: [22, "key not found"],
  InvalidSigner: [24, "tx intended signer does not match the given signer"],
  InvalidHeight: [26, "invalid height"],
  InvalidChainId: [28, "invalid chain-id"],
  InvalidType: [29, "invalid type"],
  TxTimeoutHeight: [30, "tx timeout height"],
  UnknownExtensionOptions: [31, "unknown extension options"],
  WrongSequence: [32, "incorrect account sequence"],
  UnpackAny: [34, "failed unpacking protobuf message from Any"],
  Logic: [35, "internal logic error"],
  Conflict: [36, "conflict"],
  NotSupported: [37, "feature not supported"],
  NotFound: [38, "not found"],
  InvalidGasLimit: [41, "invalid gas limit"],
  TxTimeout: [42, "tx timeout"],
});

/** What CometBFT's mempool refuses, in the SDK's codes (client/broadcast.go, CheckCometError): gateways and clients answer with them. */
export const Mempool = defineErrors("sdk", {
  TxInMempoolCache: [19, "tx already in mempool"],
  MempoolIsFull: [20, "mempool is full"],
  TxTooLarge: [21, "tx too large"],
});

/** The one error of the gov module that every UpdateParams answers with. */
export const Gov = defineErrors("gov", {
  InvalidSigner: [13, "expected gov account as only signer for proposal message"],
});
