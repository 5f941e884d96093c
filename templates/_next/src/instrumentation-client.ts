import { config } from 'zod/v4/core';

// Next runs this in the browser before any other module. zod would try to compile each schema with `eval`, which the
// Content-Security-Policy forbids and the browser reports.
config({ jitless: true });
