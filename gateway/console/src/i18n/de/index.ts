export { common } from "./common";
export { session } from "./session";
export { ask } from "./ask";
export { search } from "./search";
export { recordings } from "./recordings";
export { transcript } from "./transcript";
export { operations } from "./operations";
