"""WHERE ROOMS MEET: scenarios, model, developments and a day give an assessment."""
