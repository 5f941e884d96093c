import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { it } from "node:test";

it("answers over HTTP", async () => {
  const env = { ...process.env, PORT: "0" };
  const server = spawn(process.execPath, ["dist/server.js"], { env });
  const exit = once(server, "exit");
  try {
    const [line] = await once(server.stdout, "data");
    const [url] = /http:\S+/.exec(String(line)) ?? [];
    const response = await fetch(`${url}?name=Ada`);
    assert.equal(await response.text(), "{{GREETING}}, Ada!\n");
  } finally {
    server.kill();
    await exit;
  }
});
