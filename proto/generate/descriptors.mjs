export function descriptorsFile() {
  return "export {};\n";
}
