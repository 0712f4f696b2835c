/** Under which key the numbers of all companies are known. */
export const POOL = ["number-pool"];
