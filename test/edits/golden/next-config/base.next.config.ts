import type { NextConfig } from "next";

export default {
  serverExternalPackages: ["pg"],
  turbopack: { root: import.meta.dirname },
  headers: async () => [{ source: "/:path*", headers: [] }],
} satisfies NextConfig;
