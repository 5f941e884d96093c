/** A tarball that ends too early. Fetching it again may help. */
export class IncompleteTarball extends Error {}
