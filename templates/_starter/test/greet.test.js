import assert from "node:assert/strict";
import { it } from "node:test";
import { greet } from "../src/greet.js";

it("greets by name", () => {
  assert.equal(greet("Ada"), "{{GREETING}}, Ada!");
});
