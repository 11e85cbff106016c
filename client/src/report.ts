import type { ErrorObject } from "./error.js";

/**
 * Writes an error as our programs end with one: what is wrong, what to do next, the exit code, and where more is said.
 *
 * @param program  whose error it is, such as `dcm-provider`
 * @param error    its contract
 * @param exit     the exit code that the program ends with
 * @returns a few lines, without the last one's end
 * @example
 * reportOf("dcm-gateway", { code: "GATEWAY_USAGE", message: "unknown flag --hoem", next: ["dcm-gateway --help"] }, 2).split("\n").length; // 3
 */
export function reportOf(program: string, error: Pick<ErrorObject, "code" | "message" | "next">, exit: number): string {
  return [
    `${program}: ${error.message}`,
    ...error.next.map((command, index) => `  ${index === 0 ? "try" : "or "}   ${command}`),
    `  exit ${exit} · docs errors/${error.code}`,
  ].join("\n");
}
