const SHAPES = {
  quarter: 'M0 0h40a40 40 0 0 1-40 40z',
  half: 'M0 0h40a20 20 0 0 1-40 0z',
  leaf: 'M0 0h20a20 20 0 0 1 20 20v20H20A20 20 0 0 1 0 20z',
  disc: 'M20 6a14 14 0 1 1 0 28 14 14 0 0 1 0-28z',
  wedge: 'M0 0h40L0 40z',
};

const GROUNDS = { wash: 'fill-accent-wash', sunken: 'fill-sunken', line: 'fill-line' };
const COLOURS = { accent: 'fill-accent', highlight: 'fill-highlight', ink: 'fill-ink' };

type Tile = {
  shape: keyof typeof SHAPES;
  ground: keyof typeof GROUNDS;
  colour: keyof typeof COLOURS;
  turn?: 0 | 90 | 180 | 270;
};

const SIDE = 40;
const TILES_PER_ROW = 3;
const BROKEN_TILE = 5;

const TILES: readonly Tile[] = [
  { shape: 'quarter', ground: 'wash', colour: 'accent', turn: 180 },
  { shape: 'disc', ground: 'sunken', colour: 'highlight' },
  { shape: 'half', ground: 'line', colour: 'ink', turn: 90 },
  { shape: 'wedge', ground: 'sunken', colour: 'ink', turn: 270 },
  { shape: 'leaf', ground: 'wash', colour: 'accent' },
  { shape: 'quarter', ground: 'sunken', colour: 'highlight', turn: 90 },
  { shape: 'half', ground: 'wash', colour: 'highlight', turn: 180 },
  { shape: 'quarter', ground: 'line', colour: 'ink' },
  { shape: 'leaf', ground: 'wash', colour: 'accent', turn: 90 },
];

type TilesProps = {
  /** Shows one tile as missing or askew, for error pages. */
  broken?: 'missing' | 'askew';
  className?: string;
};

/** The pattern of the site, made of the shapes of its logo. It is decoration. */
export function Tiles({ broken, className = '' }: TilesProps) {
  return (
    <svg aria-hidden="true" viewBox="0 0 120 120" className={`overflow-visible ${className}`}>
      {TILES.map((tile, index) => {
        const x = (index % TILES_PER_ROW) * SIDE;
        const y = Math.floor(index / TILES_PER_ROW) * SIDE;
        const state = index === BROKEN_TILE ? broken : undefined;
        return (
          <g key={index} transform={`translate(${x} ${y})`}>
            {state === 'missing' ? <Gap /> : <Piece {...tile} isAskew={state === 'askew'} />}
          </g>
        );
      })}
    </svg>
  );
}

function Piece({ shape, ground, colour, turn = 0, isAskew }: Tile & { isAskew: boolean }) {
  return (
    <g {...(isAskew && { transform: 'translate(9 7) rotate(16 20 20)' })}>
      <path className={GROUNDS[ground]} d="M0 0h40v40H0z" />
      <path className={COLOURS[colour]} d={SHAPES[shape]} transform={`rotate(${turn} 20 20)`} />
    </g>
  );
}

function Gap() {
  return <path className="fill-none stroke-edge" strokeDasharray="3 3" d="M1.5 1.5h37v37h-37z" />;
}
