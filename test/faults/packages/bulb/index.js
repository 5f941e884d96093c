export const light = 'warm'
