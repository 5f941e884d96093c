import { createServer } from "node:http";
import { greet } from "./greet.js";

const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? "/", "http://localhost");
  response.setHeader("content-type", "text/plain; charset=utf-8");
  response.end(`${greet(searchParams.get("name") ?? "world")}\n`);
});

server.listen(Number(process.env.PORT ?? {{PORT}}), () => {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : address;
  console.log(`{{PROJECT_TITLE}} listens on http://localhost:${port}`);
});

process.once("SIGTERM", () => server.close());
