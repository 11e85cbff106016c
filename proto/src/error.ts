/**
 * Bytes, JSON or a value that a codec refuses. The text says where and what, in lower case. It never means a bug of ours
 * when it comes from decoding; from encoding it means that the caller built a value outside the message's bounds.
 */
export class CodecError extends Error {
  override readonly name = "CodecError";
}
