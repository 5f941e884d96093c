import type { Meta, StoryObj } from '@storybook/nextjs-vite';
import { Button } from './button.tsx';

const meta = { component: Button, args: { children: 'Save' } } satisfies Meta<typeof Button>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Primary: Story = {};
export const Quiet: Story = { args: { look: 'quiet', children: 'Cancel' } };
export const Danger: Story = { args: { look: 'danger', children: 'Delete' } };
export const Disabled: Story = { args: { disabled: true } };
