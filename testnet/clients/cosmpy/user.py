"""What a user of cosmpy does, step by step: everything that its README and its examples offer and this chain has modules for.

Arguments: the ledger's URL as cosmpy writes it, the chain id, the words of an account with coins. Prints one line of JSON.
"""

import json
import sys
from datetime import datetime, timedelta

from cosmpy.aerial.client import LedgerClient, NetworkConfig
from cosmpy.aerial.client.bank import create_bank_send_msg
from cosmpy.aerial.client.distribution import create_withdraw_delegator_reward
from cosmpy.aerial.client.staking import ValidatorStatus, create_delegate_msg
from cosmpy.aerial.client.utils import prepare_and_broadcast_basic_transaction, prepare_basic_transaction
from cosmpy.aerial.exceptions import BroadcastError, NotFoundError, OutOfGasError
from cosmpy.aerial.tx import SigningCfg, Transaction, TxFee
from cosmpy.aerial.wallet import LocalWallet
from cosmpy.protos.cosmos.authz.v1beta1.authz_pb2 import Grant
from cosmpy.protos.cosmos.authz.v1beta1.tx_pb2 import MsgGrant
from cosmpy.protos.cosmos.bank.v1beta1.authz_pb2 import SendAuthorization
from cosmpy.protos.cosmos.bank.v1beta1.query_pb2 import QueryTotalSupplyRequest
from cosmpy.protos.cosmos.base.v1beta1.coin_pb2 import Coin
from cosmpy.protos.cosmos.params.v1beta1.query_pb2 import QueryParamsRequest
from cosmpy.protos.cosmos.staking.v1beta1.query_pb2 import QueryValidatorsRequest
from google.protobuf import any_pb2, timestamp_pb2

url, chain_id, words = sys.argv[1:]
ledger = LedgerClient(
    NetworkConfig(
        chain_id=chain_id,
        url=url,
        fee_minimum_gas_price=0.002,
        fee_denomination="udcm",
        staking_denomination="udcm",
    ),
    query_interval_secs=1,
)
rich = LocalWallet.from_mnemonic(words, prefix="dcm")
poor = LocalWallet.generate(prefix="dcm")
seen = {}


def balances():
    assert ledger.query_chain_id() == chain_id
    before = ledger.query_bank_balance(rich.address())
    assert [coin.denom for coin in ledger.query_bank_all_balances(rich.address())] == ["udcm"]
    assert ledger.query_bank_all_balances(poor.address()) == []
    tx = ledger.send_tokens(poor.address(), 3_000_000, "udcm", rich, memo="from cosmpy")
    tx.wait_to_complete()
    assert tx.response.is_successful() and tx.response.gas_used <= tx.response.gas_wanted
    assert tx.response.events["transfer"]["recipient"] == str(poor.address())
    assert ledger.query_bank_balance(poor.address()) == 3_000_000
    assert ledger.query_bank_balance(rich.address()) < before - 3_000_000
    seen["sent"] = tx.tx_hash


def blocks():
    found = ledger.query_tx(seen["sent"])
    block = ledger.query_block(found.height)
    assert block.height == found.height and block.time.replace(microsecond=0) == found.timestamp
    assert seen["sent"].upper() in [each.upper() for each in block.tx_hashes], block.tx_hashes
    assert ledger.query_height() >= found.height
    info = ledger.query_node_info()
    assert info.app_name == "dcm" and info.cosmos_sdk_version.major == 0 and info.cosmos_sdk_version.minor == 53
    assert ledger.query_consensus_params().params.block.max_bytes > 0
    try:
        ledger.query_tx("00" * 32)
    except NotFoundError:
        return
    raise AssertionError("a transaction that is not there was found")


def account():
    found = ledger.query_account(rich.address())
    assert found.sequence > 0 and found.address == rich.address()
    try:
        ledger.query_account(LocalWallet.generate(prefix="dcm").address())
    except Exception as error:  # cosmpy has no error of its own for it
        assert "not found" in str(error), error
        return
    raise AssertionError("an account that is not there was found")


def estimates():
    tx = Transaction()
    tx.add_message(create_bank_send_msg(rich.address(), poor.address(), 1, "udcm"))
    known = ledger.query_account(rich.address())
    tx.seal(SigningCfg.direct(rich.public_key(), known.sequence), TxFee([], 0))
    tx.sign(rich.signer(), chain_id, known.number)
    tx.complete()
    used = ledger.simulate_tx(tx)
    gas, fee = ledger.estimate_gas_and_fee_for_tx(tx)
    assert gas > used > 40_000 and fee.endswith("udcm"), (gas, used, fee)


def refusals():
    try:
        ledger.send_tokens(rich.address(), 10**15, "udcm", poor, fee=TxFee(amount="1000udcm", gas_limit=200_000)).wait_to_complete()
    except BroadcastError as error:
        assert "insufficient funds" in str(error), error
    else:
        raise AssertionError("more was sent than there is")
    try:
        ledger.send_tokens(rich.address(), 1, "udcm", poor, fee=TxFee(amount="1000udcm", gas_limit=1_000)).wait_to_complete()
    except (OutOfGasError, BroadcastError) as error:
        assert "out of gas" in str(error).lower(), error
    else:
        raise AssertionError("a transfer took next to no gas")
    try:
        late = ledger.query_height() - 1
        ledger.send_tokens(
            rich.address(), 1, "udcm", poor, fee=TxFee(amount="1000udcm", gas_limit=200_000), timeout_height=late
        )
    except BroadcastError as error:
        assert "timeout height" in str(error), error
        return
    raise AssertionError("a transaction was taken after its timeout height")


def staking():
    validators = ledger.query_validators()
    assert len(validators) > 1 and ledger.query_validators(ValidatorStatus.UNBONDED) == []
    assert all(each.tokens > 0 and each.moniker for each in validators)
    first, second = validators[0].address, validators[1].address
    ledger.delegate_tokens(first, 900_000, poor).wait_to_complete()
    ledger.redelegate_tokens(first, second, 400_000, poor).wait_to_complete()
    ledger.undelegate_tokens(first, 100_000, poor).wait_to_complete()
    summary = ledger.query_staking_summary(poor.address())
    assert {str(each.validator): each.amount for each in summary.current_positions} == {
        str(first): 400_000,
        str(second): 400_000,
    }
    assert summary.total_staked == 800_000 and summary.total_unbonding == 100_000
    ledger.claim_rewards(first, poor).wait_to_complete()
    # The way of the example that compounds: two messages in one transaction.
    tx = Transaction()
    tx.add_message(create_withdraw_delegator_reward(poor.address(), second))
    tx.add_message(create_delegate_msg(poor.address(), second, 50_000, "udcm"))
    done = prepare_and_broadcast_basic_transaction(ledger, tx, poor).wait_to_complete()
    assert ledger.query_staking_summary(poor.address()).total_staked == 850_000
    assert done.response.events["delegate"]["amount"] == "50000udcm", done.response.events


def authz():
    until = timestamp_pb2.Timestamp()
    until.FromDatetime(datetime.now() + timedelta(minutes=10))
    allowed = any_pb2.Any()
    allowed.Pack(SendAuthorization(spend_limit=[Coin(amount="1000", denom="udcm")]), "")
    tx = Transaction()
    tx.add_message(
        MsgGrant(
            granter=str(rich.address()), grantee=str(poor.address()), grant=Grant(authorization=allowed, expiration=until)
        )
    )
    done = prepare_and_broadcast_basic_transaction(ledger, tx, rich).wait_to_complete()
    assert "cosmos.authz.v1beta1.EventGrant" in done.response.events


def optimizer():
    """What the stake optimizer of the examples reads."""
    validators = ledger.staking.Validators(QueryValidatorsRequest()).validators
    assert all(each.status == 3 and float(each.commission.commission_rates.rate) >= 0 for each in validators)
    assert int(ledger.bank.TotalSupply(QueryTotalSupplyRequest()).supply[0].amount) > 10**12
    # The subspaces of x/params are empty on every chain that began with SDK 0.53, so `query_params` finds no JSON there.
    for subspace, key in [("staking", "MaxValidators"), ("mint", "InflationMax"), ("distribution", "communitytax")]:
        param = ledger.params.Params(QueryParamsRequest(subspace=subspace, key=key)).param
        assert (param.subspace, param.key, param.value) == (subspace, key, ""), param


def prepared():
    tx = Transaction()
    tx.add_message(create_bank_send_msg(poor.address(), rich.address(), 7, "udcm"))
    ready = prepare_basic_transaction(ledger, tx, poor, memo="prepared")
    done = ledger.broadcast_tx(ready).wait_to_complete()
    assert ledger.wait_for_query_tx(done.tx_hash).height == done.response.height


steps = [balances, blocks, account, estimates, refusals, staking, authz, optimizer, prepared]
for step in steps:
    step()
print(json.dumps({"steps": [step.__name__ for step in steps], **seen}))
