/** CPU time and memory of another process, as Linux tells them. Elsewhere there is no answer, and the table says so. */

import { readdirSync, readFileSync } from "node:fs";

export interface Memory {
  /** Resident now, in MB. */
  readonly resident: number;
  /** Resident at most, in MB. */
  readonly peak: number;
}

export type CpuSource = "schedstat" | "stat" | "none";

/** `schedstat` counts nanoseconds, `stat` hundredths of a second. */
export const cpuSource: CpuSource =
  threadTime("self") !== undefined ? "schedstat" : processTime("self") !== undefined ? "stat" : "none";

/** CPU time of all threads of the process so far, in milliseconds. */
export function cpuTime(pid: number): number | undefined {
  return cpuSource === "schedstat" ? threadTime(pid) : processTime(pid);
}

export function memory(pid: number): Memory | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const megabytes = (key: string) =>
      Number(new RegExp(`^${key}:\\s*(\\d+) kB`, "m").exec(status)?.[1]) / 1024;
    return { resident: megabytes("VmRSS"), peak: megabytes("VmHWM") };
  } catch {
    return undefined;
  }
}

function threadTime(pid: number | "self"): number | undefined {
  try {
    let nanoseconds = 0;
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]);
    }
    return nanoseconds / 1e6;
  } catch {
    return undefined;
  }
}

function processTime(pid: number | "self"): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name, which may hold anything; user and system time are the 14th and 15th.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
}
