import { makeSignDoc, serializeSignDoc } from "@cosmjs/amino";
import { makeSignBytes } from "@cosmjs/proto-signing";
import { AminoTypes, createDefaultAminoConverters } from "@cosmjs/stargate";
import { describe, expect, test } from "vitest";
import { MsgExec } from "../src/gen/cosmos/authz/v1beta1.js";
import { MsgMultiSend, MsgSend } from "../src/gen/cosmos/bank/v1beta1.js";
import { MsgWithdrawValidatorCommission } from "../src/gen/cosmos/distribution/v1beta1.js";
import { MsgSubmitProposal } from "../src/gen/cosmos/gov/v1.js";
import { MsgDelegate } from "../src/gen/cosmos/staking/v1beta1.js";
import { Fee, TxBody } from "../src/gen/cosmos/tx/v1beta1.js";
import { Profile } from "../src/gen/dcm/provider/v1.js";
import { Any } from "../src/gen/google/protobuf.js";
import {
  type AminoNames,
  addressesOf,
  addressFields,
  aminoSignBytes,
  aminoSignDoc,
  bytesToUtf8,
  CodecError,
  cosmjsNames,
  directSignBytes,
  fromHex,
  sdkNames,
  signersOf,
  sortedJson,
} from "../src/index.js";

const signer = { chainId: "dcm-local-1", accountNumber: 7n, sequence: 3n };
const send = { fromAddress: "dcm1a", toAddress: "dcm1b", amount: [{ denom: "udcm", amount: 12n }] };
const body = TxBody.fromPartial({
  messages: [{ typeUrl: MsgSend.typeUrl, value: MsgSend.encode(MsgSend.fromPartial(send)) }],
  memo: "<a & b> \u2028 żółw",
});
const fee = Fee.fromPartial({ amount: [{ denom: "udcm", amount: 200n }], gasLimit: 200_000n });

describe("amino sign bytes", () => {
  test("are CosmJS's own", () => {
    const types = new AminoTypes(createDefaultAminoConverters());
    const value = { ...send, amount: [{ denom: "udcm", amount: "12" }] };
    const message = types.toAmino({ typeUrl: MsgSend.typeUrl, value });
    const stdFee = { amount: [{ denom: "udcm", amount: "200" }], gas: "200000" };
    const theirs = serializeSignDoc(makeSignDoc([message], stdFee, signer.chainId, body.memo, 7, 3));
    // CosmJS does not escape U+2028, which Go does: it is compared without.
    const plain = { ...body, memo: "<a & b> żółw" };
    const same = serializeSignDoc(makeSignDoc([message], stdFee, signer.chainId, plain.memo, 7, 3));
    expect(bytesToUtf8(aminoSignBytes(plain, fee, signer))).toBe(bytesToUtf8(same));
    expect(bytesToUtf8(aminoSignBytes(body, fee, signer))).toBe(bytesToUtf8(theirs).replace("\u2028", "\\u2028"));
  });

  test("call messages what the Cosmos SDK or CosmJS calls them, those in other messages too", () => {
    const types = new AminoTypes(createDefaultAminoConverters());
    const { typeUrl } = MsgWithdrawValidatorCommission;
    const value = { validatorAddress: "dcmvaloper1v" };
    const withdraw = { typeUrl, value: MsgWithdrawValidatorCommission.encode(value as never) };
    const exec = MsgExec.encode(MsgExec.fromPartial({ grantee: "dcm1g", msgs: [withdraw] }));
    const proposal = MsgSubmitProposal.encode(MsgSubmitProposal.fromPartial({ messages: [withdraw] }));
    const messages = [
      withdraw,
      { typeUrl: MsgExec.typeUrl, value: exec },
      { typeUrl: MsgSubmitProposal.typeUrl, value: proposal },
      { typeUrl: MsgSend.typeUrl, value: MsgSend.encode(MsgSend.fromPartial(send)) },
    ];
    const theirs = types.toAmino({ typeUrl, value }).type;
    const ours = MsgWithdrawValidatorCommission.options.aminoName ?? "";
    const nested = (names?: AminoNames) => bytesToUtf8(aminoSignBytes({ ...body, messages }, fee, signer, names));
    expect(nested().split(`"${ours}"`)).toHaveLength(4);
    expect(nested()).toBe(nested(sdkNames));
    expect(nested(cosmjsNames)).toBe(nested().replaceAll(`"${ours}"`, `"${theirs}"`));
    for (const name of [ours, theirs])
      expect(Any.fromAmino({ type: name, value: { validator_address: "dcmvaloper1v" } })).toEqual(withdraw);
    // A text of the transaction that happens to be a name stays.
    expect(bytesToUtf8(aminoSignBytes({ ...body, memo: ours }, fee, signer, cosmjsNames))).toContain(ours);
  });

  test("carry what is optional only when it is set", () => {
    const timeoutTimestamp = { seconds: 1n, nanos: 500_000_000 };
    const all = aminoSignDoc(
      { ...body, timeoutHeight: 9n, unordered: true, timeoutTimestamp },
      { ...fee, payer: "p" as never, granter: "g" as never },
      signer,
    );
    expect(all).toMatchObject({
      timeout_height: "9",
      unordered: true,
      timeout_timestamp: "1970-01-01T00:00:01.5Z",
      fee: { payer: "p", granter: "g" },
    });
    expect(Object.keys(aminoSignDoc(body, fee, signer) as object)).toEqual([
      "account_number",
      "chain_id",
      "fee",
      "memo",
      "msgs",
      "sequence",
    ]);
  });

  test("are refused for extension options, a missing fee and unknown messages", () => {
    const option = { typeUrl: MsgSend.typeUrl, value: fromHex("") };
    const refusal = new CodecError(
      "SIGN_MODE_LEGACY_AMINO_JSON does not support protobuf extension options: invalid request",
    );
    expect(() => aminoSignBytes({ ...body, extensionOptions: [option] }, fee, signer)).toThrow(refusal);
    expect(() => aminoSignBytes({ ...body, nonCriticalExtensionOptions: [option] }, fee, signer)).toThrow(refusal);
    expect(() => aminoSignBytes(body, undefined, signer)).toThrow(CodecError);
    expect(() =>
      aminoSignBytes({ ...body, messages: [{ typeUrl: "/no.Such", value: fromHex("") }] }, fee, signer),
    ).toThrow(CodecError);
  });

  test("sort keys at every level", () => {
    expect(sortedJson({ b: [{ d: 1, c: null }], a: { z: true, Z: "\b\f\u0001\u007f" } })).toBe(
      '{"a":{"Z":"\\b\\f\\u0001\u007f","z":true},"b":[{"c":null,"d":1}]}',
    );
  });
});

test("direct sign bytes are CosmJS's own", () => {
  const bodyBytes = TxBody.encode(body);
  const authInfoBytes = fromHex("0a00");
  expect(directSignBytes(bodyBytes, authInfoBytes, signer)).toEqual(
    Uint8Array.from(makeSignBytes({ bodyBytes, authInfoBytes, chainId: signer.chainId, accountNumber: 7n })),
  );
});

describe("signers and addresses", () => {
  test("are derived from the annotations, through nested messages", () => {
    expect(signersOf(MsgSend, MsgSend.fromPartial(send))).toEqual(["dcm1a"]);
    const inputs = [{ address: "dcm1a" }, { address: "dcm1b" }, { address: "dcm1a" }];
    expect(signersOf(MsgMultiSend, MsgMultiSend.fromPartial({ inputs }))).toEqual(["dcm1a", "dcm1b", "dcm1a"]);
    expect(() => signersOf(Profile, Profile.fromPartial({}))).toThrow(
      "no cosmos.msg.v1.signer option found for message dcm.provider.v1.Profile",
    );
  });

  test("know their kind and place", () => {
    const value = MsgDelegate.fromPartial({ delegatorAddress: "dcm1a", validatorAddress: "dcmvaloper1b" });
    expect(addressesOf(MsgDelegate, value)).toEqual([
      { text: "dcm1a", scalar: "cosmos.AddressString", where: "cosmos.staking.v1beta1.MsgDelegate.delegator_address" },
      {
        text: "dcmvaloper1b",
        scalar: "cosmos.ValidatorAddressString",
        where: "cosmos.staking.v1beta1.MsgDelegate.validator_address",
      },
    ]);
    expect(addressFields(MsgMultiSend)).toEqual([]);
    expect(
      addressesOf(MsgMultiSend, MsgMultiSend.fromPartial({ outputs: [{ address: "dcm1c" }] })).map(({ text }) => text),
    ).toEqual(["dcm1c"]);
  });
});
