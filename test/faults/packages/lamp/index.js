export { light } from '@shop/bulb'
