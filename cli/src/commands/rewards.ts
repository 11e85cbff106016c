import {
  MsgWithdrawDelegatorReward,
  MsgWithdrawValidatorCommission,
  Query,
} from "@dcm/proto/gen/cosmos/distribution/v1beta1";
import { CliError } from "../failure.js";
import { typed } from "../typed.js";
import { sendBuilt, type TxFlags } from "./derived.js";

/** `dcm tx distribution withdraw-rewards VALIDATOR`, as the SDK has it: with --commission also what the validator keeps. */
export function withdrawRewards(
  validator: string,
  flags: TxFlags & { readonly commission?: boolean },
): Promise<number> {
  return sendBuilt(flags, ({ sender }) => [
    [ofDelegation(senderOf(sender), validator), ...(flags.commission ? [ofCommission(validator)] : [])],
  ]);
}

/** `dcm tx distribution withdraw-all-rewards`: of every validator that the signer delegates to. */
export function withdrawAllRewards(flags: TxFlags & { readonly maxMsgs: string }): Promise<number> {
  const most = Number(flags.maxMsgs);
  if (!Number.isSafeInteger(most) || most < 0)
    throw new CliError("USAGE", `--max-msgs ${flags.maxMsgs} is not a whole number`, [typed().help()]);
  return sendBuilt(flags, async ({ sender, client }) => {
    if (client === undefined)
      throw new CliError("USAGE", "--offline cannot ask which validators there are", [
        typed().without("--offline").text(),
      ]);
    const delegatorAddress = senderOf(sender);
    const request = { delegatorAddress: delegatorAddress as never };
    const { validators } = await client.call(Query.methods.DelegatorValidators, request);
    if (validators.length === 0)
      throw new CliError("USAGE", `${delegatorAddress} delegates to nobody`, ["dcm query staking validators"]);
    return chunks(
      validators.map((validator) => ofDelegation(delegatorAddress, validator)),
      most === 0 ? validators.length : most,
    );
  });
}

/** Lists of at most `most` each. */
export function chunks<T>(list: readonly T[], most: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / most) }, (_, i) => list.slice(i * most, (i + 1) * most));
}

function ofDelegation(delegatorAddress: string, validatorAddress: string) {
  const value = MsgWithdrawDelegatorReward.fromJSON({
    delegator_address: delegatorAddress,
    validator_address: validatorAddress,
  });
  return { typeUrl: MsgWithdrawDelegatorReward.typeUrl, value };
}

function ofCommission(validatorAddress: string) {
  const value = MsgWithdrawValidatorCommission.fromJSON({ validator_address: validatorAddress });
  return { typeUrl: MsgWithdrawValidatorCommission.typeUrl, value };
}

function senderOf(sender: string | undefined): string {
  if (sender === undefined) throw new CliError("USAGE", "who withdraws? give --from", ["dcm keys list"]);
  return sender;
}
