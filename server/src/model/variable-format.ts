/** Whether a value has the form that a variable asks for. Lenient where Palette's own check is not documented. */

/** What is wrong, to be read behind "is"; undefined for what fits, and for formats that are not known here. */
export function formatTrouble(format: string, value: string): string | undefined {
  switch (format) {
    case "number":
      return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(value) ? undefined : "no number";
    case "boolean":
      return value === "true" || value === "false" ? undefined : "neither `true` nor `false`";
    case "ipv4":
      return isIpv4(value) ? undefined : "no IPv4 address";
    case "ipv4cidr":
      return isIpv4Cidr(value) ? undefined : "no IPv4 range such as `10.0.0.0/16`";
    case "ipv6":
      return isIpv6(value) ? undefined : "no IPv6 address";
    case "version":
      return /^v?\d+(?:\.\d+)*(?:[-+][\w.+-]+)?$/.test(value) ? undefined : "no version";
    case "base64":
      return /^[A-Za-z0-9+/_-]*={0,2}\s*$/.test(value) ? undefined : "not written in Base64";
    default:
      return undefined;
  }
}

function isIpv4(value: string): boolean {
  const parts = value.split(".");
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}

function isIpv4Cidr(value: string): boolean {
  const [address = "", bits = "", ...rest] = value.split("/");
  return rest.length === 0 && isIpv4(address) && /^\d{1,2}$/.test(bits) && Number(bits) <= 32;
}

function isIpv6(value: string): boolean {
  const [left = "", right, ...rest] = value.split("::");
  if (rest.length > 0 || value.length > 45) return false;
  const groups = (part: string) => (part === "" ? [] : part.split(":"));
  const all = [...groups(left), ...groups(right ?? "")];
  const last = all.at(-1);
  const hasIpv4 = last?.includes(".") === true;
  if (hasIpv4 && !isIpv4(last)) return false;
  const words = hasIpv4 ? all.slice(0, -1) : all;
  const count = words.length + (hasIpv4 ? 2 : 0);
  if (!words.every((word) => /^[\da-fA-F]{1,4}$/.test(word))) return false;
  return right === undefined ? count === 8 : count < 8;
}
