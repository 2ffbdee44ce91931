/**
 * Runs before every test file. Properties draw the same examples each time, so that a red run is red for everybody; FUZZ_SEED draws others
 * (`FUZZ_SEED=random` any), for those who look for faults.
 */

import fc from "fast-check";

const wanted = process.env.FUZZ_SEED ?? "20261120";
const seed = wanted === "random" ? Math.floor(Math.random() * 2 ** 31) : Number(wanted);
if (wanted === "random") console.log(`FUZZ_SEED=${seed}`);
fc.configureGlobal({ seed });
