/** The client library: connect, sign, send, query, follow events, run jobs. Keys are in `@dcm/client/keys`. */
export {
  BLOB_MAX,
  type BlobRef,
  type Blobs,
  blobUrl,
  digestBytes,
  hexOf,
  openBlobs,
  type StoredBlob,
} from "./blobs.js";
export { type Calls, type Client, type ConnectOptions, connect } from "./client.js";
export { type Deadline, deadline } from "./deadline.js";
export {
  type Cause,
  type ClientErrorCode,
  clientError,
  clientErrors,
  DcmError,
  type ErrorFields,
  type ErrorObject,
  type Locked,
  TxPendingError,
} from "./error.js";
export { type ChainErrorInfo, CONTRACT_TYPE, chainError, errorInfo, queryError } from "./errors.js";
export { blockEvents, type ChainEvent, type EventFilter, eventName, matches } from "./events.js";
export { chainErrors } from "./gen/errors.js";
export type { Http } from "./http.js";
export type { Job, JobOutput, JobResult, Placed, ResultOptions } from "./jobs/job.js";
export type { Jobs, Quote, RunOptions } from "./jobs/jobs.js";
export type { ReceiptView } from "./jobs/receipt.js";
export type { Content, JobRequest } from "./jobs/request.js";
export { fromMnemonic, fromPrivateKey, type KeySigner } from "./keys/signer.js";
export {
  type Denom,
  formatAmount,
  formatPrice,
  type Meter,
  type Money,
  money,
  parseAmount,
  parseGasPrice,
  parsePrice,
  type Shown,
  showAmount,
} from "./money.js";
export type { Endpoints, Network } from "./network.js";
export type { Method, Node, Partly } from "./node.js";
export { reportOf } from "./report.js";
export {
  type BlockResults,
  type CheckResult,
  type IncludedTx,
  type NodeStatus,
  openRpc,
  type RawEvent,
  type Rpc,
} from "./rpc.js";
export { bodyOf, type Draft, type Fee, type Message, msg, type SignedTx, txHash, unorderedUntil } from "./tx/build.js";
export {
  combineSignatures,
  requiredSigners,
  type SignDocumentOptions,
  signatureFault,
  signaturesOf,
  signDocument,
  signerOf,
  txBytes,
  withSignatures,
} from "./tx/documents.js";
export type { SendOptions, SignOptions, Tx, TxResult } from "./tx/send.js";
export { type AccountState, type Lane, type SequenceLock, type Sequences, sequences } from "./tx/sequences.js";
export type { AminoSigner, DirectSigner, Signer, SignerAccount } from "./tx/signers.js";
