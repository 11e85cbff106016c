import { defineErrors } from "../../kernel/index.js";

// Codes are wire contract: append only. Code 1 is reserved.
export const E = defineErrors("market", {
  OrderNotFound: [2, "order does not exist"],
  NotOrderOwner: [3, "signer does not own the order"],
  OrderNotOpen: [4, "order is not open"],
  UnknownClass: [5, "resource class does not exist"],
  UnsupportedKind: [6, "kind of order is not supported"],
  UnsupportedMatching: [7, "matching is not supported"],
  UnsupportedDepth: [8, "pool depth is not supported"],
  InvalidSlots: [9, "number of slots is out of range"],
  InvalidUnits: [10, "a job takes one unit per slot"],
  InvalidConstraints: [11, "constraints are invalid"],
  InvalidLimit: [12, "limit is out of range"],
  LimitBelowFloor: [13, "limit is below what any slot of this order costs"],
  InvalidExpiry: [14, "expiry is too long"],
  InvalidClientKey: [15, "client key is too long"],
  InvalidTags: [16, "tags are invalid"],
  DuplicateName: [17, "a name is given twice"],
  NotAuthority: [18, "signer is not the governance account"],
  InvalidParams: [19, "parameters are invalid"],
  InvalidClass: [20, "resource class is invalid"],
  DuplicateClass: [21, "resource class shares its id or its vector and meter with another"],
});
