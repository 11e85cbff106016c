import { defineErrors } from "../../kernel/index.js";

/** x/authz/errors.go. */
export const E = defineErrors("authz", {
  NoAuthorizationFound: [2, "authorization not found"],
  InvalidExpirationTime: [3, "expiration time of authorization should be more than current time"],
  UnknownAuthorizationType: [4, "unknown authorization type"],
  AuthorizationExpired: [6, "authorization expired"],
  GranteeIsGranter: [7, "grantee and granter should be different"],
  AuthorizationNumOfSigners: [9, "authorization can be given to msg with only one signer"],
  NegativeMaxTokens: [12, "max tokens should be positive"],
});
