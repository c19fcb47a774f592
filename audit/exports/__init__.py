"""What leaves the tool: frames, CSV, the HTML report. One module a form."""
