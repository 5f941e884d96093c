import type { Meta, StoryObj } from '@storybook/nextjs-vite';
import { Button } from './button.tsx';
import { ListEmpty, ListError, ListLoading } from './list-states.tsx';

const meta = { title: 'components/list states' } satisfies Meta;
export default meta;

type Story = StoryObj<typeof meta>;

export const Loading: Story = { render: () => <ListLoading label="Fetching the notes" /> };

export const Empty: Story = {
  render: () => (
    <ListEmpty title="No notes yet." text="Write the first one.">
      <Button>New note</Button>
    </ListEmpty>
  ),
};

export const Failed: Story = {
  render: () => <ListError title="The notes could not be fetched." onRetry={() => {}} />,
};
