/**
 * What lower modules tell higher ones, in one list. A line reads: when X happens, Y is told. The order of the lines is the
 * order in which they are told. Importing this file connects them; app.ts does so once.
 */

import * as distributionApi from "../modules/distribution/api.js";
import * as jobApi from "../modules/job/api.js";
import * as marketApi from "../modules/market/api.js";
import * as providerApi from "../modules/provider/api.js";
import * as slashingApi from "../modules/slashing/api.js";
import * as stakingApi from "../modules/staking/api.js";

// staking tells those who watch its validators and delegations: who pays rewards before who keeps signing records.
stakingApi.hooks.afterValidatorCreated.listen(distributionApi.onValidatorCreated);
stakingApi.hooks.afterValidatorRemoved.listen(distributionApi.onValidatorRemoved);
stakingApi.hooks.beforeDelegationCreated.listen(distributionApi.beforeDelegationCreated);
stakingApi.hooks.beforeDelegationSharesModified.listen(distributionApi.beforeDelegationChanged);
stakingApi.hooks.afterDelegationModified.listen(distributionApi.afterDelegationChanged);
stakingApi.hooks.beforeValidatorSlashed.listen(distributionApi.beforeValidatorSlashed);
stakingApi.hooks.afterValidatorCreated.listen(slashingApi.onValidatorCreated);
stakingApi.hooks.afterValidatorRemoved.listen(slashingApi.onValidatorRemoved);
stakingApi.hooks.afterValidatorBonded.listen(slashingApi.onValidatorBonded);

// provider asks and tells the market and job above it.
providerApi.resourceClass.answer(marketApi.findClass);
providerApi.evidenceMs.answer(jobApi.evidenceMs);
providerApi.offersChanged.listen(marketApi.onOffersChanged);
providerApi.paramsChanged.listen(marketApi.wakeAll);

// market asks and tells the job above it.
marketApi.jobSpec.answer(jobApi.checkSpec);
marketApi.bondMultiple.answer(jobApi.bondMultiple);
marketApi.orderPlaced.listen(jobApi.onOrderPlaced);
marketApi.orderMatched.listen(jobApi.onOrderMatched);
marketApi.orderClosed.listen(jobApi.onOrderClosed);
marketApi.refillFailed.listen(jobApi.onRefillFailed);
