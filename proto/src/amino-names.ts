/** What a message is called in amino JSON, where that is not the name in its .proto file. */
export type AminoNames = ReadonlyMap<string, string>;

/** The names of the .proto files, by which the Cosmos SDK signs. */
export const sdkNames: AminoNames = new Map();

/** The messages that CosmJS signs by a name of its own, and that name. A signature by either is right. */
export const cosmjsNames: AminoNames = new Map([
  ["cosmos-sdk/MsgWithdrawValCommission", "cosmos-sdk/MsgWithdrawValidatorCommission"],
]);
