import { defineErrors } from "../../kernel/index.js";

// Codes are wire contract: append only. Code 1 is reserved.
export const E = defineErrors("provider", {
  ProviderNotFound: [2, "provider does not exist"],
  ProviderExists: [3, "account is a provider already"],
  StakeTooSmall: [4, "stake is below the minimum"],
  StakeNotFree: [5, "amount is above the free stake"],
  InvalidAmount: [6, "amount must be positive"],
  InvalidProfile: [7, "profile is invalid"],
  DuplicateName: [8, "a name is given twice"],
  UnknownAuditor: [9, "auditor does not exist"],
  TooManyUnbondings: [10, "too many unbonding entries"],
  ProviderLeaving: [11, "provider is leaving"],
  WrongStatus: [12, "provider's status does not allow this"],
  LiveSlots: [13, "provider has live slots"],
  OfferNotFound: [14, "offer does not exist"],
  NotOfferOwner: [15, "signer does not own the offer"],
  OfferClosed: [16, "offer is closed"],
  UnknownClass: [17, "resource class does not exist"],
  ClassFixed: [18, "an offer's class cannot change"],
  InvalidTerms: [19, "offer terms are invalid"],
  BelowPriceFloor: [20, "unit price is below the class's floor"],
  UnitsInUse: [21, "units are below those in use"],
  TooManyOffers: [22, "provider has too many offers"],
  InvalidExpiry: [23, "expiry is too short"],
  NotAuthority: [24, "signer is not the governance account"],
  InvalidParams: [25, "parameters are invalid"],
});
