"""What all pages share: the frame around them, its styles, fonts and scripts, and how a page is made and sent."""
