/**
 * What the Cosmos SDK's own commands are called (its autocli options, v0.53), for services whose protos carry no hints of ours.
 * An empty text leaves the rpc out: it has no command in the SDK either.
 */
export const cosmosUses: Readonly<Record<string, string>> = {
  "cosmos.auth.v1beta1.Query.AccountAddressByID": "address-by-acc-num <account_id>",
  "cosmos.auth.v1beta1.Query.Account": "account <address>",
  "cosmos.auth.v1beta1.Query.AccountInfo": "account-info <address>",
  "cosmos.auth.v1beta1.Query.ModuleAccountByName": "module-account <name>",
  "cosmos.auth.v1beta1.Query.AddressBytesToString": "address-bytes-to-string <address_bytes>",
  "cosmos.auth.v1beta1.Query.AddressStringToBytes": "address-string-to-bytes <address_string>",
  "cosmos.authz.v1beta1.Query.Grants": "grants <granter> <grantee>",
  "cosmos.authz.v1beta1.Query.GranterGrants": "grants-by-granter <granter>",
  "cosmos.authz.v1beta1.Query.GranteeGrants": "grants-by-grantee <grantee>",
  "cosmos.authz.v1beta1.Msg.Grant": "grant <grantee>",
  "cosmos.authz.v1beta1.Msg.Revoke": "revoke <grantee> <msg_type_url>",
  "cosmos.bank.v1beta1.Msg.Send": "send <from_address> <to_address> <amount>",
  "cosmos.bank.v1beta1.Query.Balance": "balance <address> <denom>",
  "cosmos.bank.v1beta1.Query.AllBalances": "balances <address>",
  "cosmos.bank.v1beta1.Query.SpendableBalances": "spendable-balances <address>",
  "cosmos.bank.v1beta1.Query.SpendableBalanceByDenom": "spendable-balance <address> <denom>",
  "cosmos.bank.v1beta1.Query.TotalSupply": "total-supply",
  "cosmos.bank.v1beta1.Query.SupplyOf": "total-supply-of <denom>",
  "cosmos.bank.v1beta1.Query.DenomMetadata": "denom-metadata <denom>",
  "cosmos.bank.v1beta1.Query.DenomMetadataByQueryString": "",
  "cosmos.bank.v1beta1.Query.DenomOwners": "denom-owners <denom>",
  "cosmos.bank.v1beta1.Query.DenomOwnersByQuery": "",
  "cosmos.feegrant.v1beta1.Query.Allowance": "grant <granter> <grantee>",
  "cosmos.feegrant.v1beta1.Query.Allowances": "grants-by-grantee <grantee>",
  "cosmos.feegrant.v1beta1.Query.AllowancesByGranter": "grants-by-granter <granter>",
  "cosmos.feegrant.v1beta1.Msg.GrantAllowance": "grant <granter> <grantee>",
  "cosmos.feegrant.v1beta1.Msg.RevokeAllowance": "revoke <granter> <grantee>",
  "cosmos.feegrant.v1beta1.Msg.PruneAllowances": "prune",
  "cosmos.staking.v1beta1.Query.Validator": "validator <validator_addr>",
  "cosmos.staking.v1beta1.Query.ValidatorDelegations": "delegations-to <validator_addr>",
  "cosmos.staking.v1beta1.Query.ValidatorUnbondingDelegations": "unbonding-delegations-from <validator_addr>",
  "cosmos.staking.v1beta1.Query.Delegation": "delegation <delegator_addr> <validator_addr>",
  "cosmos.staking.v1beta1.Query.UnbondingDelegation": "unbonding-delegation <delegator_addr> <validator_addr>",
  "cosmos.staking.v1beta1.Query.DelegatorDelegations": "delegations <delegator_addr>",
  "cosmos.staking.v1beta1.Query.DelegatorUnbondingDelegations": "unbonding-delegations <delegator_addr>",
  "cosmos.staking.v1beta1.Query.Redelegations": "redelegations <delegator_addr>",
  "cosmos.staking.v1beta1.Query.DelegatorValidators": "delegator-validators <delegator_addr>",
  "cosmos.staking.v1beta1.Query.DelegatorValidator": "delegator-validator <delegator_addr> <validator_addr>",
  "cosmos.staking.v1beta1.Query.HistoricalInfo": "historical-info <height>",
  "cosmos.staking.v1beta1.Msg.Delegate": "delegate <validator_address> <amount>",
  "cosmos.staking.v1beta1.Msg.BeginRedelegate": "redelegate <validator_src_address> <validator_dst_address> <amount>",
  "cosmos.staking.v1beta1.Msg.Undelegate": "unbond <validator_address> <amount>",
  "cosmos.staking.v1beta1.Msg.CancelUnbondingDelegation":
    "cancel-unbond <validator_address> <amount> <creation_height>",
  "cosmos.vesting.v1beta1.Msg.CreateVestingAccount": "create-vesting-account <to_address> <amount> <end_time>",
  "cosmos.vesting.v1beta1.Msg.CreatePermanentLockedAccount": "create-permanent-locked-account <to_address> <amount>",
  "cosmos.vesting.v1beta1.Msg.CreatePeriodicVestingAccount": "create-periodic-vesting-account <to_address>",
};

/** Services that are no part of the trees: CometBFT's own protocol, and what the gateway answers from CometBFT's RPC. */
export const otherServices: ReadonlySet<string> = new Set([
  "tendermint.abci.ABCI",
  "cosmos.base.node.v1beta1.Service",
  "cosmos.base.reflection.v1beta1.ReflectionService",
  "cosmos.base.reflection.v2alpha1.ReflectionService",
  "cosmos.base.tendermint.v1beta1.Service",
  // By hand: query tx, txs, wait-tx, tx simulate, decode, encode, broadcast.
  "cosmos.tx.v1beta1.Service",
]);
